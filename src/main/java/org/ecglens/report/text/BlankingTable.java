package org.ecglens.report.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.ecglens.ecg.Labels;
import org.ecglens.perturbation.Wave;

/** What taking waves out does to each network, for the terminal. */
public final class BlankingTable {
  private BlankingTable() {}

  /** Lines of text from rows of the table blanking. */
  public static List<String> lines(List<Row> rows) {
    if (rows.isEmpty()) {
      return List.of(
          "No median beat has wave limits on the network's samples: nothing blanked.", "");
    }
    List<String> lines = new ArrayList<>();
    lines.add("Mean absolute error without a wave; beside records without labels the mean change");
    lines.add(line("network, target", "with all", "-P", "-QRS", "-T", ""));
    Map<String, Map<String, Row>> networks = new LinkedHashMap<>();
    for (Row row : rows) {
      networks
          .computeIfAbsent(
              row.getAs("model") + ", " + row.getAs("target"), any -> new LinkedHashMap<>())
          .put(row.getAs("wave"), row);
    }
    networks.forEach(
        (name, waves) -> {
          Row any = waves.values().iterator().next();
          String unit = Labels.unit(any.getAs("target"));
          lines.add(
              line(
                  name,
                  number(any.getAs("error")),
                  value(waves.get(Wave.P.name())),
                  value(waves.get(Wave.QRS.name())),
                  value(waves.get(Wave.T.name())),
                  unit == null ? "" : unit));
        });
    lines.add("");
    return lines;
  }

  private static String value(Row row) {
    if (row == null) {
      return "-";
    }
    Double error = row.getAs("blanked_error");
    return error == null ? "±" + number(row.getAs("change")) : number(error);
  }

  private static String number(Double value) {
    return value == null ? "-" : String.format(Locale.ROOT, "%.4g", value);
  }

  private static String line(String name, String all, String p, String qrs, String t, String unit) {
    return "  %-28s %10s %10s %10s %10s %s".formatted(name, all, p, qrs, t, unit).stripTrailing();
  }
}
