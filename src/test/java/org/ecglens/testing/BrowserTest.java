package org.ecglens.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrowserTest {
  @Test
  void findsWhatOtherTestsRelyOn(@TempDir Path folder) throws Exception {
    Path page = folder.resolve("page.html");
    Files.writeString(
        page,
        """
        <!DOCTYPE html><html lang="en"><head><title>A page</title></head>
        <body><main><h1>A page</h1><img src="http://127.0.0.1:9/picture.png">
        <script>console.error("oops")</script></main></body></html>
        """);
    try (Browser browser = Browser.start(folder)) {
      browser.open(page);
      assertThat(browser.element("h1").getText()).isEqualTo("A page");
      assertThat(browser.complaints()).anyMatch(text -> text.contains("oops"));
      assertThat(browser.requests()).containsExactly("http://127.0.0.1:9/picture.png");
      assertThat(browser.barriers()).singleElement().asString().startsWith("image-alt");
    }
  }
}
