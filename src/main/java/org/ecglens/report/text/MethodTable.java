package org.ecglens.report.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.ecglens.attribution.Controls;
import org.ecglens.metric.Scoring;
import org.ecglens.perturbation.Mode;
import org.ecglens.perturbation.Order;
import org.ecglens.table.CostRow;
import org.ecglens.table.SummaryRow;

/**
 * The methods of each target by operator, best first, for the terminal. Controls are marked; the
 * score of other records' maps stands beside that of their method, and smoothed maps, a diagnostic,
 * are left to the table summary.
 */
public final class MethodTable {
  private MethodTable() {}

  /** The rows of the table summary that methods are ordered by. */
  static List<SummaryRow> deciding(List<SummaryRow> summary, String metric) {
    return summary.stream()
        .filter(row -> row.metric().equals(metric))
        .filter(row -> row.order().equals(Order.MORF.label()))
        .toList();
  }

  /** A name as people read it. */
  static String marked(String method) {
    return Controls.is(method) ? method + " (control)" : method;
  }

  /**
   * Lines of text from rows of the tables summary and cost.
   *
   * @param metric that methods are ordered by, not over random
   */
  public static List<String> lines(
      List<SummaryRow> summary, Mode mode, String metric, List<CostRow> cost) {
    List<SummaryRow> overRandom =
        deciding(summary, Scoring.compared(mode, metric)).stream()
            .filter(row -> !row.metric().equals(metric))
            .toList();
    Map<String, List<SummaryRow>> targets = new LinkedHashMap<>();
    Map<String, SummaryRow> population = new HashMap<>();
    for (SummaryRow row : deciding(summary, metric)) {
      Optional<String> base = Controls.base(row.method());
      if (base.isPresent()) {
        if (!Controls.isSmoothed(row.method())) {
          population.put(key(row, base.get()), row);
        }
        continue;
      }
      String key =
          "%s, target %s (%s mode, %s, higher is better)"
              .formatted(row.model(), row.target(), mode.label(), row.operator());
      targets.computeIfAbsent(key, any -> new ArrayList<>()).add(row);
    }
    List<String> lines = new ArrayList<>();
    targets.forEach(
        (title, rows) -> {
          lines.add(title);
          lines.add(
              "  %-22s %7s %10s  %-23s %11s %s%10s"
                  .formatted(
                      "method",
                      "records",
                      metric,
                      "95 % interval",
                      "over random",
                      population.isEmpty() ? "" : "%11s ".formatted("population"),
                      "ms/record"));
          rows.sort(Comparator.comparing(MethodTable::mean, Comparator.reverseOrder()));
          for (SummaryRow row : rows) {
            lines.add(line(row, overRandom, population, cost));
          }
          lines.add("");
        });
    if (!population.isEmpty()) {
      lines.add("population (control): %s of the mean map of other records".formatted(metric));
      lines.add("");
    }
    return lines;
  }

  private static String key(SummaryRow row, String method) {
    return row.model() + "/" + row.target() + "/" + row.operator() + "/" + method;
  }

  private static String line(
      SummaryRow row,
      List<SummaryRow> overRandom,
      Map<String, SummaryRow> population,
      List<CostRow> cost) {
    SummaryRow others = population.get(key(row, row.method()));
    String milliseconds =
        cost.stream()
            .filter(one -> one.model().equals(row.model()) && one.method().equals(row.method()))
            .map(one -> String.format(Locale.ROOT, "%.1f", one.milliseconds()))
            .findFirst()
            .orElse("-");
    return "  %-22s %7d %10s  %-23s %11s %s%10s"
        .formatted(
            marked(row.method()),
            row.n(),
            number(row.mean()),
            row.ciLow() == null ? "-" : number(row.ciLow()) + " to " + number(row.ciHigh()),
            overRandom(row, overRandom),
            population.isEmpty()
                ? ""
                : "%11s ".formatted(number(others == null ? null : others.mean())),
            milliseconds);
  }

  private static String overRandom(SummaryRow row, List<SummaryRow> overRandom) {
    for (SummaryRow other : overRandom) {
      boolean same =
          row.model().equals(other.model())
              && row.target().equals(other.target())
              && row.method().equals(other.method())
              && row.operator().equals(other.operator());
      if (same) {
        return number(other.mean());
      }
    }
    return "-";
  }

  private static double mean(SummaryRow row) {
    return row.mean() == null ? Double.NEGATIVE_INFINITY : row.mean();
  }

  private static String number(Double value) {
    return value == null ? "-" : String.format(Locale.ROOT, "%.4g", value);
  }
}
