package org.ecglens.report.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.ecglens.ecg.Labels;
import org.ecglens.ecg.Lead;
import org.ecglens.ecg.Voltage;

/** Statistics of records as lines for a terminal. */
public final class StatisticsText {
  private static final int MOST_LINES = 8;
  private static final int MOST_NAMES = 10;
  private static final int WIDEST_NAME = 64;
  private static final double[] PERCENTILES = {1, 25, 50, 75, 99};

  private final RecordStatistics statistics;
  private final List<String> lines = new ArrayList<>();

  private StatisticsText(RecordStatistics statistics) {
    this.statistics = statistics;
  }

  /** All of them. */
  public static List<String> of(RecordStatistics statistics) {
    StatisticsText text = new StatisticsText(statistics);
    text.contents();
    text.signals();
    text.amplitudes();
    text.labels();
    text.waves();
    return List.copyOf(text.lines);
  }

  /** Heading and rows of a table: the first column to the left, the others to the right. */
  public static List<String> table(List<List<String>> rows) {
    int columns = rows.stream().mapToInt(List::size).max().orElse(0);
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return rows.stream()
        .map(
            row -> {
              StringBuilder line = new StringBuilder("  ");
              for (int i = 0; i < row.size(); i++) {
                String blank = " ".repeat(widths[i] - row.get(i).length());
                line.append(i == 0 ? row.get(i) + blank : "  " + blank + row.get(i));
              }
              return line.toString().stripTrailing();
            })
        .toList();
  }

  private void contents() {
    counted("Unusable", statistics.unreadable);
    inline("Kinds", statistics.kinds);
    inline("Sources", statistics.sources);
    inline("Units", statistics.units);
    inline("Sampling rates", statistics.rates);
    counted("Lengths", statistics.lengths);
    counted("Leads", statistics.leadSets);
  }

  private void signals() {
    lines.add(
        field(
            "NaN samples",
            statistics.invalidSamples == 0
                ? "none"
                : Numbers.grouped(statistics.invalidSamples)
                    + " in "
                    + records(statistics.recordsWithInvalid)));
    if (statistics.recordsWithEmpty > 0) {
      lines.add(
          field(
              "Empty leads",
              "nothing but NaN in "
                  + records(statistics.recordsWithEmpty)
                  + ": "
                  + names(statistics.emptyLeads)));
    }
    lines.add(
        field(
            "Flat leads",
            statistics.recordsWithFlat == 0
                ? "none"
                : records(statistics.recordsWithFlat)
                    + ": "
                    + names(statistics.flatLeads)
                    + "; all leads flat: "
                    + records(statistics.recordsAllFlat)));
  }

  private void amplitudes() {
    Map<String, List<RecordStatistics.LeadUnit>> byUnit =
        statistics.leads.keySet().stream()
            .collect(
                Collectors.groupingBy(
                    RecordStatistics.LeadUnit::unit, TreeMap::new, Collectors.toList()));
    byUnit.forEach(
        (unit, keys) -> {
          lines.add("");
          lines.add("Amplitudes, " + unit(unit));
          List<List<String>> rows = new ArrayList<>();
          rows.add(List.of("lead", "min", "1 %", "25 %", "50 %", "75 %", "99 %", "max"));
          keys.sort(
              Comparator.comparingInt(this::place).thenComparing(RecordStatistics.LeadUnit::lead));
          keys.forEach(key -> rows.add(amplitude(key.lead(), statistics.leads.get(key).values)));
          lines.addAll(table(rows));
        });
    if (statistics.leadsNotCounted > 0) {
      lines.add("  (and leads of more names than are counted here)");
    }
  }

  private int place(RecordStatistics.LeadUnit key) {
    int standard = Lead.STANDARD.indexOf(key.lead());
    return standard >= 0 ? standard : Lead.STANDARD.size() + statistics.leads.get(key).place;
  }

  private static List<String> amplitude(String lead, ValueCounts values) {
    List<String> row = new ArrayList<>();
    row.add(name(lead));
    row.add(rounded(values.n() == 0 ? Float.NaN : values.min()));
    for (double percentile : PERCENTILES) {
      row.add(rounded(values.percentile(percentile)));
    }
    row.add(rounded(values.n() == 0 ? Float.NaN : values.max()));
    return row;
  }

  private static String rounded(float value) {
    if (Math.abs(value) >= 1e7) {
      return String.format(Locale.ROOT, "%.3g", value);
    }
    return Math.abs(value) >= 100
        ? Numbers.plain(Math.rint(value))
        : Numbers.plain(Math.rint(value * 10) / 10);
  }

  private void labels() {
    lines.add("");
    long usable = statistics.records - statistics.unreadable.total();
    if (statistics.labels.values().stream().anyMatch(counts -> counts.n() > 0)) {
      lines.add("Labels");
      List<List<String>> rows = new ArrayList<>();
      rows.add(List.of("label", "records", "share", "median", "min", "max", "unit"));
      for (String label : Labels.ALL) {
        ValueCounts counts = statistics.labels.get(label);
        boolean none = counts.n() == 0;
        rows.add(
            List.of(
                label,
                Numbers.grouped(counts.n()),
                Numbers.share(counts.n(), usable),
                rounded(counts.percentile(50)),
                none ? "-" : rounded(counts.min()),
                none ? "-" : rounded(counts.max()),
                Labels.unit(label)));
      }
      lines.addAll(table(rows));
    } else {
      lines.add(field("Labels", "none of " + String.join(", ", Labels.ALL)));
    }
    otherLabels();
  }

  /** Labels outside the seven; those of the same prefix, for example {@code dx:}, together. */
  private void otherLabels() {
    Map<String, Tally> families = new TreeMap<>();
    for (Tally.Entry entry : statistics.otherLabels.entries()) {
      int colon = entry.name().indexOf(':');
      families
          .computeIfAbsent(
              colon < 0 ? "" : entry.name().substring(0, colon + 1), family -> new Tally())
          .add(entry.name().substring(colon + 1), entry.count());
    }
    families.forEach(
        (family, tally) -> {
          int kinds = tally.entries().size();
          lines.add(
              field(
                  family.isEmpty() ? "Other labels" : PlainText.of(family, 14) + "…",
                  kinds == 1 ? names(tally) : Numbers.grouped(kinds) + " names: " + names(tally)));
        });
    if (statistics.otherLabels.others() > 0) {
      lines.add(field("", Numbers.grouped(statistics.otherLabels.others()) + " of more names"));
    }
  }

  private void waves() {
    long usable = statistics.records - statistics.unreadable.total();
    String text =
        statistics.waves.count("any") == 0
            ? "none"
            : List.of("P", "QRS", "T end").stream()
                .map(
                    wave ->
                        wave
                            + " "
                            + Numbers.grouped(statistics.waves.count(wave))
                            + " ("
                            + Numbers.share(statistics.waves.count(wave), usable)
                            + ")")
                .collect(Collectors.joining(", "));
    lines.add(field("Wave limits", text));
  }

  /** A name and what there is to say about it, in one line. */
  public static String field(String name, String value) {
    return String.format(Locale.ROOT, "%-15s %s", name, value);
  }

  private void inline(String name, Tally tally) {
    if (!tally.entries().isEmpty()) {
      lines.add(field(name, names(tally)));
    }
  }

  /** The commonest entries in a line of their own each. */
  private void counted(String name, Tally tally) {
    List<Tally.Entry> all = tally.entries();
    // A rest of one would take the line that it could stand in itself.
    int shown = all.size() <= MOST_LINES + 1 ? all.size() : MOST_LINES;
    List<Tally.Entry> shownEntries = all.subList(0, shown);
    int width =
        shownEntries.stream().mapToInt(e -> Numbers.grouped(e.count()).length()).max().orElse(0);
    for (int i = 0; i < shown; i++) {
      Tally.Entry entry = all.get(i);
      String count = Numbers.grouped(entry.count());
      lines.add(
          field(
              i == 0 ? name : "",
              " ".repeat(width - count.length()) + count + "  " + name(entry.name())));
    }
    long rest = all.subList(shown, all.size()).stream().mapToLong(Tally.Entry::count).sum();
    if (rest + tally.others() > 0) {
      lines.add(
          field(
              "",
              "and "
                  + records(rest + tally.others())
                  + " of "
                  + Numbers.grouped((long) all.size() - shown)
                  + (tally.others() > 0 ? " or more" : "")
                  + " other kinds"));
    }
  }

  private static String names(Tally tally) {
    List<Tally.Entry> all = tally.entries();
    int shown = all.size() <= MOST_NAMES + 1 ? all.size() : MOST_NAMES;
    List<String> parts = new ArrayList<>();
    for (Tally.Entry entry : all.subList(0, shown)) {
      parts.add(name(entry.name()) + " " + Numbers.grouped(entry.count()));
    }
    if (shown < all.size()) {
      parts.add("and " + Numbers.grouped((long) all.size() - shown) + " more");
    }
    return String.join(", ", Collections.unmodifiableList(parts));
  }

  private static String name(String written) {
    return written.isEmpty() ? "(none)" : PlainText.of(written, WIDEST_NAME);
  }

  private static String unit(String written) {
    return written.equals(Voltage.MICROVOLT.symbol()) ? "µV" : name(written);
  }

  private static String records(long count) {
    return Numbers.grouped(count) + (count == 1 ? " record" : " records");
  }
}
