package org.ecglens.report.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ecglens.ecg.Labels;
import org.ecglens.table.BlankingRow;

/**
 * What taking waves out does to each network, for the terminal. Not every record has every wave, so
 * that each wave has a line of its own: the errors with and without it are over the same records,
 * the ones that have it, and errors of two lines may be of different records.
 */
public final class BlankingTable {
  private BlankingTable() {}

  /** Lines of text from rows of the table blanking. */
  public static List<String> lines(List<BlankingRow> rows) {
    if (rows.isEmpty()) {
      return List.of(
          "No median beat has wave limits on the network's samples: nothing blanked.", "");
    }
    List<String> lines = new ArrayList<>();
    lines.add("Mean absolute error with and without a wave, over the records that have it and a");
    lines.add("label; where no record has a label, ± is the mean change of the prediction");
    lines.add(line("network, target", "wave", "records", "with it", "without", ""));
    String last = "";
    for (BlankingRow row : rows) {
      String name = row.model() + ", " + row.target();
      String unit = Labels.unit(row.target());
      boolean labelled = row.blankedError() != null;
      lines.add(
          line(
              name.equals(last) ? "" : name,
              row.wave(),
              String.format(Locale.ROOT, "%,d", labelled ? row.labelled() : row.n()),
              labelled ? number(row.error()) : "-",
              labelled ? number(row.blankedError()) : "±" + number(row.change()),
              unit == null ? "" : unit));
      last = name;
    }
    lines.add("");
    return lines;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }

  private static String line(
      String name, String wave, String records, String with, String without, String unit) {
    return "  %-28s %-4s %8s %10s %10s %s"
        .formatted(name, wave, records, with, without, unit)
        .stripTrailing();
  }
}
