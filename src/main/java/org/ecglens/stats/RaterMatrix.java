package org.ecglens.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What raters say of items.
 *
 * @param values {@code [item][rater]}, finite, or NaN where a rater has not rated an item
 * @param clusters for each item the number, 0, 1, …, of what it is drawn with when items are
 *     resampled: the record that it belongs to
 */
@SuppressWarnings("ArrayRecordComponent")
public record RaterMatrix(double[][] values, int[] clusters) {
  /** Rounding of a mean, relative to the largest rating. */
  private static final double ROUNDING = 1e-12;

  /** Copies the ratings; −0, which libraries take for less than 0, becomes 0. */
  public RaterMatrix {
    values =
        Arrays.stream(values)
            .map(item -> Arrays.stream(item).map(value -> value + 0.0).toArray())
            .toArray(double[][]::new);
  }

  /** Items that at least two raters have rated, and all raters. */
  RaterMatrix pairable() {
    return withAtLeast(2);
  }

  /** Items that all raters have rated. */
  RaterMatrix complete() {
    return withAtLeast(raters());
  }

  private RaterMatrix withAtLeast(int ratings) {
    int[] kept =
        IntStream.range(0, values.length).filter(item -> count(values[item]) >= ratings).toArray();
    return new RaterMatrix(
        Arrays.stream(kept).mapToObj(item -> values[item]).toArray(double[][]::new),
        Arrays.stream(kept).map(item -> clusters[item]).toArray());
  }

  /**
   * Each rater's mean rating of groups of items, over the items that all raters have rated; groups
   * without such an item are left out. Means that differ by rounding alone are equal.
   *
   * @param groups of each item, 0, 1, …
   */
  RaterMatrix means(int[] groups) {
    Map<Integer, List<double[]>> rows = new TreeMap<>();
    for (int item = 0; item < values.length; item++) {
      if (count(values[item]) == raters()) {
        rows.computeIfAbsent(groups[item], group -> new ArrayList<>()).add(values[item]);
      }
    }
    double[][] means = new double[rows.size()][raters()];
    int group = 0;
    for (List<double[]> items : rows.values()) {
      for (int rater = 0; rater < raters(); rater++) {
        int column = rater;
        means[group][rater] =
            KendallTau.rounded(
                items.stream().mapToDouble(item -> item[column]).average().orElseThrow());
      }
      group++;
    }
    return new RaterMatrix(means, IntStream.range(0, means.length).toArray());
  }

  /**
   * The same less each rater's mean over the items that the rater has rated. What is left of
   * constant ratings by rounding is 0.
   */
  RaterMatrix centred() {
    double[][] centred = Arrays.stream(values).map(double[]::clone).toArray(double[][]::new);
    for (int rater = 0; rater < raters(); rater++) {
      int column = rater;
      double[] own =
          Arrays.stream(values)
              .mapToDouble(item -> item[column])
              .filter(value -> !Double.isNaN(value))
              .toArray();
      double mean = Arrays.stream(own).average().orElse(0);
      double largest = Arrays.stream(own).map(Math::abs).max().orElse(0);
      for (double[] item : centred) {
        double rest = item[column] - mean;
        item[column] = Math.abs(rest) <= ROUNDING * largest ? 0 : rest;
      }
    }
    return new RaterMatrix(centred, clusters);
  }

  int items() {
    return values.length;
  }

  /** Number of columns. */
  int raters() {
    return values.length == 0 ? 0 : values[0].length;
  }

  /** Number of raters who have rated something. */
  int active() {
    return (int)
        IntStream.range(0, raters())
            .filter(rater -> Arrays.stream(values).anyMatch(item -> !Double.isNaN(item[rater])))
            .count();
  }

  /** Whether all ratings are the same number. */
  boolean constant() {
    return Arrays.stream(values)
            .flatMapToDouble(Arrays::stream)
            .filter(value -> !Double.isNaN(value))
            .distinct()
            .count()
        < 2;
  }

  static int count(double[] item) {
    int count = 0;
    for (double value : item) {
      count += Double.isNaN(value) ? 0 : 1;
    }
    return count;
  }
}
