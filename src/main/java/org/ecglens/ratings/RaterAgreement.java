package org.ecglens.ratings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.ecglens.random.Draws;
import org.ecglens.stats.Concordance;
import org.ecglens.stats.IntraclassCorrelation;
import org.ecglens.stats.KendallW;
import org.ecglens.stats.KrippendorffAlpha;
import org.ecglens.stats.KrippendorffAlpha.Level;
import org.ecglens.stats.RaterMatrix;
import org.ecglens.table.RatersRow;
import org.ecglens.table.RatingRow;

/** How far the raters of a question agree on heatmaps, for each target and for all of them. */
final class RaterAgreement {
  private RaterAgreement() {}

  /** A heatmap that is rated. */
  private record Item(String record, String target, String method) {
    static Item of(RatingRow row) {
      return new Item(row.recordId(), row.target(), row.method());
    }
  }

  private record Group(String question, String target) implements Comparable<Group> {
    @Override
    public int compareTo(Group other) {
      int questions = question.compareTo(other.question);
      return questions != 0 ? questions : target.compareTo(other.target);
    }
  }

  /** Rows by question and target; the bootstrap draws records. */
  static List<RatersRow> rows(List<RatingRow> ratings, long seed) {
    TreeMap<Group, List<RatingRow>> groups = new TreeMap<>();
    for (RatingRow row : ratings) {
      for (String target : List.of(RatersRow.ALL, row.target())) {
        groups
            .computeIfAbsent(new Group(row.question(), target), group -> new ArrayList<>())
            .add(row);
      }
    }
    List<RatersRow> rows = new ArrayList<>();
    groups.forEach(
        (group, own) -> {
          RaterMatrix matrix = matrix(own);
          Draws draws = Draws.of(seed, "raters", group.question(), group.target());
          rows.add(
              row(
                  group,
                  RatersRow.ALPHA_ORDINAL,
                  KrippendorffAlpha.of(Level.ORDINAL, matrix, draws)));
          rows.add(
              row(
                  group,
                  "krippendorff-alpha-interval",
                  KrippendorffAlpha.of(Level.INTERVAL, matrix, draws)));
          rows.add(row(group, RatersRow.ALPHA_CENTRED, KrippendorffAlpha.centred(matrix, draws)));
          rows.add(row(group, "icc-2-1", IntraclassCorrelation.single(matrix)));
          rows.add(row(group, "icc-2-k", IntraclassCorrelation.average(matrix)));
          rows.add(
              row(group, RatersRow.ICC_CONSISTENCY, IntraclassCorrelation.consistency(matrix)));
          rows.add(row(group, "kendall-w", KendallW.of(matrix)));
          rows.add(
              row(
                  group,
                  RatersRow.W_METHODS,
                  KendallW.ofGroups(
                      matrix,
                      methods(own),
                      Draws.of(seed, "raters", group.question(), group.target(), "methods"))));
        });
    return rows;
  }

  private static RatersRow row(Group group, String measure, Concordance found) {
    return new RatersRow(
        group.target(),
        group.question(),
        measure,
        found.items(),
        found.raters(),
        found.value(),
        found.ciLow(),
        found.ciHigh(),
        found.p(),
        found.reason());
  }

  /** The method's number of each item of {@link #matrix}. */
  private static int[] methods(List<RatingRow> ratings) {
    Map<String, Integer> methods = numbers(ratings, RatingRow::method);
    return ratings.stream()
        .map(Item::of)
        .distinct()
        .mapToInt(item -> methods.get(item.method()))
        .toArray();
  }

  private static RaterMatrix matrix(List<RatingRow> ratings) {
    Map<String, Integer> columns = numbers(ratings, RatingRow::rater);
    Map<String, Integer> clusters = numbers(ratings, RatingRow::recordId);
    LinkedHashMap<Item, double[]> items = new LinkedHashMap<>();
    for (RatingRow row : ratings) {
      items
              .computeIfAbsent(Item.of(row), item -> missing(columns.size()))[
              columns.get(row.rater())] =
          row.value();
    }
    return new RaterMatrix(
        items.values().toArray(double[][]::new),
        items.keySet().stream().mapToInt(item -> clusters.get(item.record())).toArray());
  }

  /** Names in their order with 0, 1, … */
  private static Map<String, Integer> numbers(
      List<RatingRow> ratings, Function<RatingRow, String> column) {
    Map<String, Integer> numbers = new TreeMap<>();
    ratings.forEach(row -> numbers.put(column.apply(row), 0));
    int number = 0;
    for (Map.Entry<String, Integer> name : numbers.entrySet()) {
      name.setValue(number++);
    }
    return numbers;
  }

  private static double[] missing(int raters) {
    double[] values = new double[raters];
    Arrays.fill(values, Double.NaN);
    return values;
  }
}
