package org.ecglens.report.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.ecglens.metric.Scoring;
import org.ecglens.perturbation.Mode;
import org.ecglens.perturbation.Order;

/** The methods of each target, best first, for the terminal. */
public final class MethodTable {
  private MethodTable() {}

  /** The rows of the table summary that methods are ordered by. */
  static List<Row> deciding(List<Row> summary, Mode mode) {
    return summary.stream()
        .filter(row -> row.getAs("metric").equals(Scoring.deciding(mode)))
        .filter(row -> row.getAs("order").equals(Order.MORF.label()))
        .toList();
  }

  /** Lines of text from rows of the tables summary and cost. */
  public static List<String> lines(List<Row> summary, Mode mode, List<Row> cost) {
    String metric = Scoring.deciding(mode);
    Map<String, List<Row>> targets = new LinkedHashMap<>();
    for (Row row : deciding(summary, mode)) {
      String key = row.getAs("model") + ", target " + row.getAs("target");
      targets.computeIfAbsent(key, any -> new ArrayList<>()).add(row);
    }
    List<String> lines = new ArrayList<>();
    targets.forEach(
        (target, rows) -> {
          lines.add("%s (%s mode, higher is better)".formatted(target, mode.label()));
          lines.add(
              "  %-22s %7s %10s  %-23s %11s %10s"
                  .formatted(
                      "method", "records", metric, "95 % interval", "over random", "ms/record"));
          rows.sort(Comparator.comparing(MethodTable::mean, Comparator.reverseOrder()));
          for (Row row : rows) {
            lines.add(line(row, summary, cost));
          }
          lines.add("");
        });
    return lines;
  }

  private static String line(Row row, List<Row> summary, List<Row> cost) {
    String model = row.getAs("model");
    String method = row.getAs("method");
    String milliseconds =
        cost.stream()
            .filter(one -> one.getAs("model").equals(model) && one.getAs("method").equals(method))
            .map(one -> String.format(Locale.ROOT, "%.1f", one.<Double>getAs("milliseconds")))
            .findFirst()
            .orElse("-");
    return "  %-22s %7d %10s  %-23s %11s %10s"
        .formatted(
            method,
            row.<Long>getAs("n"),
            number(row.getAs("mean")),
            row.getAs("ci_low") == null
                ? "-"
                : number(row.getAs("ci_low")) + " to " + number(row.getAs("ci_high")),
            overRandom(row, summary),
            milliseconds);
  }

  private static String overRandom(Row row, List<Row> summary) {
    for (Row other : summary) {
      boolean same =
          List.of("model", "target", "method", "order").stream()
              .allMatch(column -> row.getAs(column).equals(other.getAs(column)));
      if (same && other.<String>getAs("metric").equals("aopc-over-random")) {
        return number(other.getAs("mean"));
      }
    }
    return "-";
  }

  private static double mean(Row row) {
    Double mean = row.getAs("mean");
    return mean == null ? Double.NEGATIVE_INFINITY : mean;
  }

  private static String number(Double value) {
    return value == null ? "-" : String.format(Locale.ROOT, "%.4g", value);
  }
}
