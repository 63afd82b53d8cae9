package org.ecglens.ratings;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ecglens.metric.Metric.Direction;
import org.ecglens.random.Draws;
import org.ecglens.stats.Concordance;
import org.ecglens.stats.KendallTau;
import org.ecglens.summary.MetricDirections;
import org.ecglens.table.ExpertsRow;
import org.ecglens.table.RatingRow;

/**
 * Rankings of the methods by experts beside those by metrics. Both are taken from the same
 * heatmaps, those of a record and a method that have a rating and a score: an expert's mean is over
 * raters, then over records, a metric's over the networks of the target, then over records.
 */
final class ExpertRankings {

  /** Scores of one kind. */
  record Scores(String target, String metric, String order) {}

  /** A record and a method. */
  record Cell(String record, String method) {}

  private static final Comparator<Scores> ORDER =
      Comparator.comparing(Scores::target)
          .thenComparing(Scores::metric)
          .thenComparing(Scores::order);

  private ExpertRankings() {}

  /**
   * Compares each question's ranking with those by all metrics of its target.
   *
   * @param ratings in a fixed order
   * @param scores mean over networks, for each kind of scores and each cell that has any; a kind of
   *     scores without any is there with no cell
   * @param seed of the bootstrap over records and raters
   */
  static List<ExpertsRow> rows(
      List<RatingRow> ratings, Map<Scores, Map<Cell, Double>> scores, long seed) {
    Map<String, Map<String, Map<Cell, Map<String, Double>>>> values = new TreeMap<>();
    for (RatingRow row : ratings) {
      values
          .computeIfAbsent(row.target(), target -> new TreeMap<>())
          .computeIfAbsent(row.question(), question -> new HashMap<>())
          .computeIfAbsent(new Cell(row.recordId(), row.method()), cell -> new HashMap<>())
          .put(row.rater(), row.value());
    }
    List<Scores> kinds = new ArrayList<>(scores.keySet());
    kinds.sort(ORDER);
    List<ExpertsRow> rows = new ArrayList<>();
    values.forEach(
        (target, questions) ->
            questions.forEach(
                (question, cells) -> {
                  for (Scores kind : kinds) {
                    if (kind.target().equals(target)) {
                      rows.add(row(kind, question, cells, scores.get(kind), seed));
                    }
                  }
                }));
    return rows;
  }

  private static ExpertsRow row(
      Scores kind,
      String question,
      Map<Cell, Map<String, Double>> ratings,
      Map<Cell, Double> scores,
      long seed) {
    TreeSet<String> records = new TreeSet<>();
    TreeSet<String> methods = new TreeSet<>();
    TreeSet<String> raters = new TreeSet<>();
    ratings.forEach(
        (cell, byRater) -> {
          if (scores.containsKey(cell)) {
            records.add(cell.record());
            methods.add(cell.method());
            raters.addAll(byRater.keySet());
          }
        });
    double sign = MetricDirections.of(kind.metric()) == Direction.LOWER ? -1 : 1;
    double[][][] experts = new double[raters.size()][records.size()][methods.size()];
    double[][] objective = new double[records.size()][methods.size()];
    int i = 0;
    for (String record : records) {
      int j = 0;
      for (String method : methods) {
        Cell cell = new Cell(record, method);
        Double score = scores.get(cell);
        Map<String, Double> byRater =
            score == null ? Map.of() : ratings.getOrDefault(cell, Map.of());
        objective[i][j] = score == null ? Double.NaN : sign * score;
        int k = 0;
        for (String rater : raters) {
          experts[k++][i][j] = byRater.getOrDefault(rater, Double.NaN);
        }
        j++;
      }
      i++;
    }
    // The same draws for all metrics, so that their intervals can be compared.
    Concordance tau =
        KendallTau.ofRatings(
            experts, objective, Draws.of(seed, "experts", kind.target(), question));
    return new ExpertsRow(
        kind.target(),
        question,
        kind.metric(),
        kind.order(),
        methods.size(),
        records.size(),
        raters.size(),
        tau.value(),
        tau.ciLow(),
        tau.ciHigh(),
        tau.p(),
        records.isEmpty() ? "no heatmap has a rating and a score" : tau.reason());
  }
}
