package org.ecglens.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What schedules, notebooks and other people's scripts rely on. */
class TablesTest {
  /** Every table with its columns in order; a question mark stands where a value can be null. */
  private static final String CONTRACT =
      """
        records:
         
        predictions:
         
        attributions:
         
        record_curves:
         
        curves:
         
        scores:
         
        summary:
         
        subjects:
          record_id string, subject string
        ranking:
         
        pairs:
         
        quarantine:
         
        epochs:
         
        test_errors:
         
        blanked:
         
        blanking:
         
        ratings:
         
        raters:
         
        experts:
         
        agreement:
         
        consistency:
         
        localisation:
         
        sanity:
         
        _state:
         
        cost:
         
        _cost:
         
      """;

  @Test
  void columnsAreThoseOfTheContract() {
    List<String> tables = new ArrayList<>();
    for (Table<?> table : Tables.ALL) {
      List<String> columns = new ArrayList<>();
      for (Column column : table.columns()) {
        columns.add(
            column.name() + " " + column.type().label() + (column.nullable() ? "?" : ""));
      }
      tables.add(table.folder() + ": " + String.join(", ", columns));
    }
    List<String> contract =
        CONTRACT.indent(-2).lines().reduce("", TablesTest::joined).lines().skip(1).toList();
    assertThat(tables).containsExactlyElementsOf(contract);
  }

  /** A line that is not indented begins a table. */
  private static String joined(String text, String line) {
    return line.startsWith(" ") ? text + " " + line.strip() : text + "\n" + line;
  }

  @Test
  void everyColumnHasUnitAndMeaning() {
    for (Table<?> table : Tables.ALL) {
      assertThat(table.meaning()).as(table.folder()).isNotBlank();
      assertThat(table.writtenBy()).as(table.folder()).isNotEmpty().allMatch(name -> !name.isBlank());
      assertThat(table.isInternal()).isEqualTo(table.folder().startsWith("_"));
      Set<String> names = new HashSet<>();
      for (Column column : table.columns()) {
        String where = table.folder() + "." + column.name();
        assertThat(names.add(column.name())).as(where).isTrue();
        assertThat(column.name()).matches("[a-z][a-z0-9]*(_[a-z0-9]+)*");
        assertThat(column.meaning()).as(where).isNotBlank();
        assertThat(column.unit().isEmpty()).as(where + " is text").isEqualTo(column.type().isText());
        assertThat(column.unit()).as(where).isEqualTo(column.unit().strip());
      }
    }
    assertThat(Tables.ALL.stream().map(Table::folder)).doesNotHaveDuplicates();
  }

  @Test
  void aRowGoesToItsValuesAndBack() {
    PredictionRow row = new PredictionRow("r", "m", "QT", 400.5, null);
    Table<PredictionRow> table = Tables.PREDICTIONS;
    assertThat(table.values(row)).containsExactly("r", "m", "QT", 400.5, null);
    assertThat(table.row(table.values(row))).isEqualTo(row);
    assertThat(Table.of(PredictionRow.class)).isSameAs(table);
    assertThatThrownBy(() -> table.row(new Object[] {"r", "m", "QT", null, null}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aRecordThatIsNoTableIsRefused() {
    assertThatThrownBy(() -> Table.of(Unsaid.class)).hasMessageContaining("its column");
    assertThatThrownBy(() -> Table.of(NeverNull.class)).hasMessageContaining("cannot be null");
    assertThatThrownBy(() -> Table.of(Untyped.class)).hasMessageContaining("no column is of");
  }

  /** A component without an annotation. */
  public record Unsaid(String name) implements TableRow {}

  /** A primitive that is said to be null at times. */
  public record NeverNull(@Col(meaning = "number", unit = "1", nullable = true) int number)
      implements TableRow {}

  /** A type that no column has. */
  public record Untyped(@Col(meaning = "thing") Thread thing) implements TableRow {}
}
