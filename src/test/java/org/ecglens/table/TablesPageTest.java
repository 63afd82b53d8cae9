package org.ecglens.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Keeps docs/tables.md true. After a change of a table, write it anew:
 *
 * <pre>mvn test -Dtest=TablesPageTest -Decglens.tables=write</pre>
 */
class TablesPageTest {
  private static final Path PAGE = Path.of("docs/tables.md");

  @Test
  void thePageSaysWhatTheTablesAre() throws Exception {
    if ("write".equals(System.getProperty("ecglens.tables"))) {
      Files.writeString(PAGE, TablesPage.text());
    }
    assertThat(Files.exists(PAGE) ? Files.readString(PAGE) : "")
        .as("docs/tables.md; write it with -Dtest=TablesPageTest -Decglens.tables=write")
        .isEqualTo(TablesPage.text());
  }
}
