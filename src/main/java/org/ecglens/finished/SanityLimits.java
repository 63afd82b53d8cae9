package org.ecglens.finished;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.ecglens.check.CheckPlan;
import org.ecglens.check.RandomisedLayer;
import org.ecglens.check.SanityRules;
import org.ecglens.check.SanityRules.Limits;
import org.ecglens.metric.map.Disturbance;
import org.ecglens.metric.map.MapMetric;
import org.ecglens.report.page.PageTable;

/** The limits that decided, beside the numbers that were compared with them. */
final class SanityLimits {
  private static final List<String> COLUMNS = List.of("fails_above", "passes_below");

  private final PageTable table;
  private final SanityRules rules;

  private SanityLimits(PageTable table, SanityRules rules) {
    this.table = table;
    this.rules = rules;
  }

  /**
   * The table with two columns more, null in rows that cannot decide.
   *
   * @param table rows of {@code sanity}
   * @param rules of the run
   */
  static PageTable beside(PageTable table, SanityRules rules) {
    return new SanityLimits(table, rules).added();
  }

  private PageTable added() {
    List<String> columns = new ArrayList<>(table.columns());
    columns.addAll(COLUMNS);
    List<List<Object>> rows = new ArrayList<>();
    for (List<Object> row : table.rows()) {
      Optional<Limits> limits = limits(row);
      List<Object> longer = new ArrayList<>(row);
      longer.add(limits.map(Limits::failsAbove).orElse(null));
      longer.add(limits.map(Limits::passesBelow).orElse(null));
      rows.add(Collections.unmodifiableList(longer));
    }
    return new PageTable(columns, rows, table.leftOut());
  }

  private Optional<Limits> limits(List<Object> row) {
    String check = (String) cell(row, "check");
    if (check.equals(CheckPlan.INPUT_DEPENDENCE)) {
      return Optional.of(rules.inputDependence());
    }
    if (check.equals(CheckPlan.ROBUSTNESS)) {
      Double low = (Double) cell(row, "pair_ci_low");
      Double high = (Double) cell(row, "pair_ci_high");
      return low == null || high == null || isUniform(row)
          ? Optional.empty()
          : Optional.of(rules.robustness(low, high));
    }
    boolean decides = cell(row, "outcome") != null || cell(row, "reason") != null;
    return decides && RandomisedLayer.isRandomisation(check)
        ? Optional.of(
            rules.randomisation(
                (Double) cell(row, "pair_ci_high"), (Double) cell(row, "product_ci_high")))
        : Optional.empty();
  }

  /** Noise of no kind that recordings have. */
  private boolean isUniform(List<Object> row) {
    return MapMetric.instability(Disturbance.UNIFORM).label().equals(cell(row, "metric"));
  }

  private Object cell(List<Object> row, String column) {
    return row.get(table.columns().indexOf(column));
  }
}
