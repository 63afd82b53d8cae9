package org.ecglens.table;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The page docs/tables.md, from what the rows say of their tables. */
final class TablesPage {
  private static final String INTRODUCTION =
      """
      # Tables

      Every command writes its tables as folders of Parquet files below `--out`, readable with any Parquet reader. `judge`, `demo` and `reproduce` run these commands and write what they write.
      A number that does not exist is null, never NaN; a column that can be null says when. The unit `1` is that of pure numbers, text has none; "of the target" is the unit of what the network predicts, "of the metric" that of the value in the same row, see [metrics.md](metrics.md).
      """;

  private static final String INTERNAL =
      """
      ## Internal tables

      What a run needs to be continued and summed up. They may change with any version.
      """;

  private TablesPage() {}

  /** The text of the page. */
  static String text() {
    StringBuilder page = new StringBuilder(INTRODUCTION);
    append(page, "##", false);
    page.append('\n').append(INTERNAL);
    append(page, "###", true);
    return page.toString();
  }

  private static void append(StringBuilder page, String heading, boolean internal) {
    for (Table<?> table : Tables.ALL) {
      if (table.isInternal() == internal) {
        page.append("\n%s %s\n\n".formatted(heading, table.folder()));
        page.append(
            "%s. Written by %s.\n\n".formatted(capital(table.meaning()), list(table.writtenBy())));
        page.append("| column | type | null | unit | meaning |\n|---|---|---|---|---|\n");
        table.columns().forEach(column -> page.append(line(column)));
      }
    }
  }

  private static String line(Column column) {
    return "| `%s` | `%s` | %s | %s | %s |\n"
        .formatted(
            column.name(),
            column.type().label().replace(",", ", "),
            column.nullable() ? "yes" : "",
            column.unit(),
            column.meaning());
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private static String list(List<String> commands) {
    int last = commands.size() - 1;
    String names =
        commands.subList(0, last).stream().map("`%s`"::formatted).collect(Collectors.joining(", "));
    return (names.isEmpty() ? "" : names + " and ") + "`" + commands.get(last) + "`";
  }
}
