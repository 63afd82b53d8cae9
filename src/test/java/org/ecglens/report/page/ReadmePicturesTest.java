package org.ecglens.report.page;

import java.nio.file.Files;
import java.nio.file.Path;
import org.ecglens.testing.Browser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Dimension;

/**
 * Takes the README's pictures of a report: {@code mvn -B test -Dtest=ReadmePicturesTest
 * -Decglens.report=out/demo/report/index.html} puts them into docs/images.
 */
@EnabledIfSystemProperty(named = "ecglens.report", matches = ".+")
class ReadmePicturesTest {
  @Test
  void takesPictures(@TempDir Path downloads) throws Exception {
    Path images = Files.createDirectories(Path.of("docs/images"));
    try (Browser browser = Browser.start(downloads)) {
      browser.driver().manage().window().setSize(new Dimension(1200, 1600));
      browser.open(Path.of(System.getProperty("ecglens.report")).toAbsolutePath());
      browser.await("return document.querySelector('.gallery-paper') !== null");
      browser.screenshot(images.resolve("report.png"));
      browser.script("document.getElementById('heatmaps').scrollIntoView()");
      browser.screenshot(images.resolve("heatmaps.png"));
    }
  }
}
