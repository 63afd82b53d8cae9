package org.ecglens.stats;

import java.util.Arrays;
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
