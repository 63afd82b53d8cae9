package org.ecglens.report.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.ecglens.attribution.Controls;
import org.ecglens.metric.Scoring;
import org.ecglens.perturbation.Mode;
import org.ecglens.table.SummaryRow;

/**
 * The place of each method for each target, over all networks of the target and all operators, for
 * the terminal. Controls that are maps by themselves have a place, and are marked; those that are
 * made of the methods' maps have none.
 */
public final class RankingTable {
  private RankingTable() {}

  /** Lines of text from rows of the table summary. */
  public static List<String> lines(List<SummaryRow> summary, Mode mode) {
    Map<String, Map<String, Double>> targets =
        MethodTable.deciding(summary, Scoring.deciding(mode)).stream()
            .filter(row -> row.mean() != null && Controls.base(row.method()).isEmpty())
            .collect(
                Collectors.groupingBy(
                    SummaryRow::target,
                    LinkedHashMap::new,
                    Collectors.groupingBy(
                        SummaryRow::method,
                        LinkedHashMap::new,
                        Collectors.averagingDouble(SummaryRow::mean))));
    Map<String, List<Integer>> places = new LinkedHashMap<>();
    targets.forEach((target, means) -> add(places, means));
    List<String> lines = new ArrayList<>();
    lines.add(
        "Place of each method by mean %s over the networks%s of a target (%s mode, 1 is best)"
            .formatted(
                Scoring.deciding(mode), mode == Mode.PAPER ? "" : " and operators", mode.label()));
    lines.add(line("method", List.copyOf(targets.keySet()), "mean"));
    places.entrySet().stream()
        .sorted(Comparator.comparing(place -> mean(place.getValue())))
        .forEach(
            place ->
                lines.add(
                    line(
                        MethodTable.marked(place.getKey()),
                        place.getValue().stream().map(String::valueOf).toList(),
                        String.format(Locale.ROOT, "%.1f", mean(place.getValue())))));
    lines.add("");
    return lines;
  }

  private static void add(Map<String, List<Integer>> places, Map<String, Double> means) {
    List<String> best =
        means.entrySet().stream()
            .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
            .map(Map.Entry::getKey)
            .toList();
    for (int i = 0; i < best.size(); i++) {
      places.computeIfAbsent(best.get(i), any -> new ArrayList<>()).add(i + 1);
    }
  }

  private static double mean(List<Integer> places) {
    return places.stream().mapToInt(Integer::intValue).average().orElseThrow();
  }

  private static String line(String name, List<String> places, String mean) {
    return "  %-22s".formatted(name)
        + places.stream().map("%6s"::formatted).collect(Collectors.joining())
        + "%8s".formatted(mean);
  }
}
