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
          record_id string, subject string?, source string, kind string, leads array<string>,
          sample_rate_hz double, samples int, unit string, signal array<float>,
          labels map<string,double>,
          waves struct<p_onset:int,p_peak:int,p_offset:int,qrs_onset:int,qrs_peak:int,qrs_offset:int,t_onset:int,t_peak:int,t_offset:int>?,
          unmeasured map<string,string>?
        predictions:
          record_id string, model string, target string, prediction double, label double?,
          explained double
        attributions:
          record_id string, model string, target string, method string, preset string,
          attribution array<float>, prediction double, delta double?, zeros int,
          standard_error array<float>?
        record_curves:
          record_id string, model string, target string, method string, preset string,
          mode string, order string, operator string, repeat int, steps array<int>,
          predictions array<double>
        curves:
          model string, target string, method string, preset string, mode string, order string,
          operator string, step int, n long, mean double?, sd double?, ci_low double?,
          ci_high double?
        scores:
          record_id string, model string, target string, method string, preset string,
          mode string, order string, operator string, metric string, value double?, reason string?
        summary:
          model string, target string, method string, preset string, mode string, order string,
          operator string, metric string, n long, mean double?, sd double?, median double?,
          ci_low double?, ci_high double?
        subjects:
          record_id string, subject string
        ranking:
          model string, target string, preset string, mode string, order string, operator string,
          metric string, method string, n long, mean double?, median double?, mean_rank double?,
          place int?, win_rate double?, win_low double?, win_high double?, friedman double?,
          friedman_p double?, critical_difference double?, reason string?
        pairs:
          model string, target string, preset string, mode string, order string, operator string,
          metric string, method string, other string, n long, mean_difference double?,
          median_difference double?, wilcoxon double?, p double?, p_holm double?, effect double?,
          d_z double?, win_rate double?, nemenyi_p double?, records_needed long?, reason string?
        components:
          target string, method string, metric string, component string, variance double?
        subgroups:
          target string, by string, group string, method string, class string, mean double?, n long
        quarantine:
          record_id string?, path string?, stage string, reason string, detail string
        notices:
          record_id string, path string?, stage string, kind string, detail string
        epochs:
          model string, target string, seed long, epoch int, training_loss double,
          validation_loss double, validation_error double?, rate double, seconds double,
          examples_per_second double
        test_errors:
          model string, target string, seed long, epoch int, n int, mean_absolute_error double,
          root_mean_square_error double, label_sd double
        performance:
          model string, target string, metric string, n long, positives long?, subjects long,
          threshold double?, value double?, ci_low double?, ci_high double?, reason string?
        blanked:
          record_id string, model string, target string, wave string, prediction double,
          blanked double, label double?
        blanking:
          model string, target string, wave string, n long, change double, labelled long,
          error double?, blanked_error double?
        ratings:
          record_id string, target string, method string, rater string, question string,
          value double
        raters:
          target string, question string, measure string, n_items int, n_raters int,
          value double?, ci_low double?, ci_high double?, p double?, reason string?
        experts:
          target string, question string, metric string, order string, n_methods int,
          n_records int, n_raters int, tau double?, ci_low double?, ci_high double?, p double?,
          reason string?
        agreement:
          model string, target string, method string, other string, preset string, metric string,
          n long, mean double?, sd double?, ci_low double?, ci_high double?
        consistency:
          target string, method string, model string, other string, preset string, metric string,
          n long, mean double?, sd double?, ci_low double?, ci_high double?
        localisation:
          model string, target string, method string, preset string, region string, name string,
          metric string, n long, mean double?, sd double?, ci_low double?, ci_high double?
        sanity:
          model string, target string, method string, preset string, check string, depth int,
          layer string, metric string, draws int, draw_sd double?, n long, mean double?,
          sd double?, ci_low double?, ci_high double?, pair_n long, pair_mean double?,
          pair_ci_low double?, pair_ci_high double?, product_mean double?,
          product_ci_high double?, outcome string?, reason string?
        _state:
          shard int, kind string, model string, target string, method string, detail string,
          n array<long>, mean array<double>, m2 array<double>
        _groups:
          record_id string, by string, group string
        cost:
          model string, method string, preset string, n long, milliseconds double,
          forwards double, backwards double, peak_memory_mb double?
        _cost:
          model string, method string, n long, nanoseconds long, forwards long, backwards long,
          peak_bytes long?
      """;

  @Test
  void columnsAreThoseOfTheContract() {
    List<String> tables = new ArrayList<>();
    for (Table<?> table : Tables.ALL) {
      List<String> columns = new ArrayList<>();
      for (Column column : table.columns()) {
        columns.add(column.name() + " " + column.type().label() + (column.nullable() ? "?" : ""));
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
      assertThat(table.writtenBy())
          .as(table.folder())
          .isNotEmpty()
          .allMatch(name -> !name.isBlank());
      assertThat(table.isInternal()).isEqualTo(table.folder().startsWith("_"));
      Set<String> names = new HashSet<>();
      for (Column column : table.columns()) {
        String where = table.folder() + "." + column.name();
        assertThat(names.add(column.name())).as(where).isTrue();
        assertThat(column.name()).matches("[a-z][a-z0-9]*(_[a-z0-9]+)*");
        assertThat(column.meaning()).as(where).isNotBlank();
        assertThat(column.unit().isEmpty())
            .as(where + " is text")
            .isEqualTo(column.type().isText());
        assertThat(column.unit()).as(where).isEqualTo(column.unit().strip());
      }
    }
    assertThat(Tables.ALL.stream().map(Table::folder)).doesNotHaveDuplicates();
  }

  @Test
  void aRowGoesToItsValuesAndBack() {
    PredictionRow row = new PredictionRow("r", "m", "QT", 400.5, null, 400.5);
    Table<PredictionRow> table = Tables.PREDICTIONS;
    assertThat(table.values(row)).containsExactly("r", "m", "QT", 400.5, null, 400.5);
    assertThat(table.row(table.values(row))).isEqualTo(row);
    assertThat(Table.of(PredictionRow.class)).isSameAs(table);
    assertThatThrownBy(() -> table.row(new Object[] {"r", "m", "QT", null, null, 0.0}))
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
