package org.ecglens.contributing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The examples that CONTRIBUTING.md shows are classes that are compiled and tested. */
class ContributingPageTest {
  private static final Pattern EXAMPLE =
      Pattern.compile("(?s)`(src/test/java/\\S+/(Example\\w+)\\.java)`:\n\n```java\n(.*?)```");

  private static List<MatchResult> examples() throws IOException {
    return EXAMPLE.matcher(Files.readString(Path.of("CONTRIBUTING.md"))).results().toList();
  }

  @Test
  void anExampleIsTheWholeClass() throws IOException {
    for (MatchResult example : examples()) {
      String source = Files.readString(Path.of(example.group(1)));
      assertThat(source).endsWith(example.group(3));
      assertThat(example.group(3)).contains(" " + example.group(2));
    }
  }

  @Test
  void everyExampleIsShown() throws IOException {
    List<String> shown = examples().stream().map(example -> example.group(2) + ".java").toList();
    try (Stream<Path> files = Files.walk(Path.of("src/test/java/org/ecglens"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .filteredOn(name -> name.matches("Example[A-Z]\\w*(?<!Test)\\.java"))
          .isNotEmpty()
          .hasSameElementsAs(shown);
    }
  }

  @Test
  void noOtherJavaIsShown() throws IOException {
    String page = Files.readString(Path.of("CONTRIBUTING.md"));
    assertThat(page.split("```java", -1)).hasSize(examples().size() + 1);
  }
}
