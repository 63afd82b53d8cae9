package org.ecglens.report.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ecglens.ecg.Labels;
import org.ecglens.perturbation.Wave;
import org.ecglens.table.BlankingRow;

/** What taking waves out does to each network, for the terminal. */
public final class BlankingTable {
  private BlankingTable() {}

  /** Lines of text from rows of the table blanking. */
  public static List<String> lines(List<BlankingRow> rows) {
    if (rows.isEmpty()) {
      return List.of(
          "No median beat has wave limits on the network's samples: nothing blanked.", "");
    }
    List<String> lines = new ArrayList<>();
    lines.add("Mean absolute error without a wave; beside records without labels the mean change");
    lines.add(line("network, target", "with all", "-P", "-QRS", "-T", ""));
    Map<String, Map<String, BlankingRow>> networks = new LinkedHashMap<>();
    for (BlankingRow row : rows) {
      networks
          .computeIfAbsent(row.model() + ", " + row.target(), any -> new LinkedHashMap<>())
          .put(row.wave(), row);
    }
    networks.forEach(
        (name, waves) -> {
          BlankingRow any = waves.values().iterator().next();
          String unit = Labels.unit(any.target());
          lines.add(
              line(
                  name,
                  number(any.error()),
                  value(waves.get(Wave.P.name())),
                  value(waves.get(Wave.QRS.name())),
                  value(waves.get(Wave.T.name())),
                  unit == null ? "" : unit));
        });
    lines.add("");
    return lines;
  }

  private static String value(BlankingRow row) {
    if (row == null) {
      return "-";
    }
    return row.blankedError() == null ? "±" + number(row.change()) : number(row.blankedError());
  }

  private static String number(Double value) {
    return value == null ? "-" : String.format(Locale.ROOT, "%.4g", value);
  }

  private static String line(String name, String all, String p, String qrs, String t, String unit) {
    return "  %-28s %10s %10s %10s %10s %s".formatted(name, all, p, qrs, t, unit).stripTrailing();
  }
}
