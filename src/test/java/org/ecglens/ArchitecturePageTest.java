package org.ecglens;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pages about the code say of it is there. */
class ArchitecturePageTest {
  private static final Path SOURCES = Path.of("src/main/java/org/ecglens");
  private static final Path PAGE = Path.of("docs/architecture.md");
  private static final String ROOT = "org.ecglens";

  private static final Pattern QUOTED = Pattern.compile("`([^`\n]+)`");
  private static final Pattern PACKAGE = Pattern.compile("[a-z][a-z0-9]*(\\.[a-z][a-z0-9]*)*");
  private static final Pattern CLASS =
      Pattern.compile("([a-z][a-z0-9]*(?:[./][a-z][a-z0-9]*)*)/([A-Z]\\w*)");
  private static final Pattern ALIAS = Pattern.compile("(\\w+)\\[\"([a-z.]+)\"]");
  private static final Pattern ARROWS =
      Pattern.compile("[\\w.]+(?:\\[\"[^\"]*\"])?(?: --> [^ ]+)+");
  private static final Pattern IMPORT =
      Pattern.compile("(?m)^import (?:static )?org\\.ecglens\\.((?:[a-z]\\w*\\.)*)[A-Z]");
  private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(?:#[^)]*)?\\)");

  @Test
  void everyPackageHasARoom() throws IOException {
    String rooms = section(Files.readString(PAGE), "## Rooms");
    Set<String> named = new TreeSet<>();
    for (String line : rooms.lines().filter(line -> line.startsWith("| `")).toList()) {
      String cell = line.substring(1, line.indexOf('|', 1));
      QUOTED.matcher(cell).results().forEach(room -> named.add(room.group(1)));
    }
    assertThat(named).isEqualTo(packages());
  }

  @ParameterizedTest
  @ValueSource(strings = {"docs/architecture.md", "docs/design.md", "CONTRIBUTING.md"})
  void everyClassThatAPageNamesIsThere(String page) throws IOException {
    List<String> missing = new ArrayList<>();
    for (MatchResult quoted : QUOTED.matcher(Files.readString(Path.of(page))).results().toList()) {
      String text = quoted.group(1);
      var named = CLASS.matcher(text);
      if (named.matches()) {
        Path file =
            SOURCES.resolve(named.group(1).replace('.', '/')).resolve(named.group(2) + ".java");
        if (!Files.exists(file)) {
          missing.add(text);
        }
      } else if (text.startsWith("src/") && !Files.exists(Path.of(text))) {
        missing.add(text);
      }
    }
    assertThat(missing).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"docs/architecture.md", "docs/design.md", "CONTRIBUTING.md", "README.md"})
  void everyLinkLeadsToAFile(String page) throws IOException {
    Path file = Path.of(page);
    assertThat(LINK.matcher(Files.readString(file)).results().map(link -> link.group(1)))
        .allSatisfy(link -> assertThat(file.resolveSibling(link)).exists());
  }

  @Test
  void everyArrowIsInTheCode() throws IOException {
    String graph = section(Files.readString(PAGE), "## Which package uses which");
    Map<String, String> names = new HashMap<>();
    ALIAS.matcher(graph).results().forEach(alias -> names.put(alias.group(1), alias.group(2)));
    Map<String, Set<String>> uses = uses();
    List<String> drawn = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (String line : graph.lines().map(String::strip).toList()) {
      if (!ARROWS.matcher(line).matches()) {
        continue;
      }
      String[] nodes = line.replaceAll("\\[\"[^\"]*\"]", "").split(" --> ", -1);
      for (int i = 1; i < nodes.length; i++) {
        String from = names.getOrDefault(nodes[i - 1], nodes[i - 1]);
        String to = names.getOrDefault(nodes[i], nodes[i]);
        drawn.add(from + " --> " + to);
        if (!uses.getOrDefault(from, Set.of()).contains(to)) {
          missing.add(from + " --> " + to);
        }
      }
    }
    assertThat(drawn).hasSizeGreaterThan(40).doesNotHaveDuplicates();
    assertThat(missing).isEmpty();
  }

  /** From a heading to the next one of its kind. */
  private static String section(String page, String heading) {
    int start = page.indexOf(heading);
    assertThat(start).isNotNegative();
    int end = page.indexOf("\n## ", start + 1);
    return page.substring(start, end < 0 ? page.length() : end);
  }

  private static Set<String> packages() throws IOException {
    return new TreeSet<>(uses().keySet());
  }

  /** Packages, {@code org.ecglens} in full and others without it, and what they import. */
  private static Map<String, Set<String>> uses() throws IOException {
    Map<String, Set<String>> uses = new HashMap<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(name -> name.toString().endsWith(".java")).toList()) {
        String folder = SOURCES.relativize(file.getParent()).toString().replace('\\', '/');
        String from = folder.isEmpty() ? ROOT : folder.replace('/', '.');
        Set<String> used = uses.computeIfAbsent(from, any -> new HashSet<>());
        IMPORT
            .matcher(Files.readString(file))
            .results()
            .map(found -> found.group(1))
            .map(name -> name.isEmpty() ? ROOT : name.substring(0, name.length() - 1))
            .forEach(used::add);
      }
    }
    assertThat(uses.keySet()).allMatch(name -> PACKAGE.matcher(name).matches());
    return uses;
  }
}
