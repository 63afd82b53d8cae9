package org.ecglens.stats;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.ecglens.random.Draws;

/**
 * Krippendorff's alpha: 1 − observed / expected disagreement of any number of raters, some of whose
 * ratings may be missing (Krippendorff, "Computing Krippendorff's alpha-reliability", University of
 * Pennsylvania 2011). Range (−∞, 1]; 1 is agreement, 0 what chance would give. Disagreement is the
 * squared difference of values at interval level, of their mean ranks at ordinal level (the same as
 * Krippendorff's sum of frequencies between two values), and 1 for any two different values at
 * nominal level. The interval comes from resampling records (Zapf et al., BMC Med Res Methodol
 * 2016;16:93).
 */
public final class KrippendorffAlpha {
  /** What differences between ratings mean. */
  public enum Level {
    /** Names without order. */
    NOMINAL,
    /** Ranks. */
    ORDINAL,
    /** Numbers whose differences can be compared. */
    INTERVAL
  }

  private final Level level;

  /** All ratings of items with two or more: the position of the value in {@link #domain}. */
  private final int[][] items;

  private final double[] domain;

  private KrippendorffAlpha(Level level, RaterMatrix ratings) {
    this.level = level;
    double[] values =
        Arrays.stream(ratings.values())
            .flatMapToDouble(Arrays::stream)
            .filter(value -> !Double.isNaN(value))
            .sorted()
            .distinct()
            .toArray();
    domain = values;
    items =
        Arrays.stream(ratings.values())
            .map(
                item ->
                    Arrays.stream(item)
                        .filter(value -> !Double.isNaN(value))
                        .mapToInt(value -> Arrays.binarySearch(values, value))
                        .toArray())
            .toArray(int[][]::new);
  }

  /**
   * Computes alpha. Items with fewer than two ratings do not count.
   *
   * @param draws what the bootstrap is for
   * @return without a value for fewer than two raters, and where all ratings are equal
   */
  public static Concordance of(Level level, RaterMatrix ratings, Draws draws) {
    if (ratings.active() < 2) {
      return Concordance.none(ratings.items(), ratings.active(), "there is one rater");
    }
    RaterMatrix used = ratings.pairable();
    if (used.items() == 0) {
      return Concordance.none(0, ratings.active(), "no item has ratings by two raters");
    }
    if (used.constant()) {
      return Concordance.none(used.items(), used.active(), "all ratings are equal");
    }
    KrippendorffAlpha alpha = new KrippendorffAlpha(level, used);
    double value = alpha.value(IntStream.range(0, used.items()).toArray());
    int[][] clusters = clusters(used.clusters());
    ResampledInterval interval =
        ResampledInterval.of(
            clusters.length,
            draws,
            Summary.RESAMPLES,
            chosen ->
                alpha.value(
                    Arrays.stream(chosen)
                        .flatMap(cluster -> Arrays.stream(clusters[cluster]))
                        .toArray()));
    return Concordance.of(value, null, used.items(), used.active()).with(interval);
  }

  /**
   * Alpha at interval level of ratings less each rater's mean: agreement on what is better, whether
   * or not one rater is more lenient than another. Means of raters who rated other items differ by
   * these items too.
   *
   * @param draws what the bootstrap is for; the means stay those of all items
   * @return without a value as {@link #of}, and where each rater gives all items the same value
   */
  public static Concordance centred(RaterMatrix ratings, Draws draws) {
    if (ratings.active() < 2) {
      return Concordance.none(ratings.items(), ratings.active(), "there is one rater");
    }
    RaterMatrix centred = ratings.centred();
    RaterMatrix used = centred.pairable();
    return used.items() > 0 && used.constant()
        ? Concordance.none(
            used.items(), used.active(), "every rater gives all items the same value")
        : of(Level.INTERVAL, centred, draws);
  }

  /** Items of each cluster that has any. */
  private static int[][] clusters(int[] clusterOf) {
    return Arrays.stream(clusterOf)
        .sorted()
        .distinct()
        .mapToObj(
            cluster ->
                IntStream.range(0, clusterOf.length)
                    .filter(item -> clusterOf[item] == cluster)
                    .toArray())
        .toArray(int[][]::new);
  }

  /** Alpha of some items, which may come several times; NaN where all ratings are equal. */
  private double value(int[] chosen) {
    long[] counts = new long[domain.length];
    for (int item : chosen) {
      for (int value : items[item]) {
        counts[value]++;
      }
    }
    double[] scale = scale(counts);
    double observed = 0;
    for (int item : chosen) {
      long[] own = new long[items[item].length];
      double[] places = new double[own.length];
      for (int i = 0; i < own.length; i++) {
        own[i] = items[item][i];
        places[i] = scale[items[item][i]];
      }
      observed += (level == Level.NOMINAL ? unlike(frequencies(own)) : spread(places, null));
    }
    double expected = level == Level.NOMINAL ? unlike(counts) : spread(scale, counts);
    return expected == 0 ? Double.NaN : 1 - observed / expected;
  }

  /** Where values lie: as they are, or by the mean of the ranks of those who share a value. */
  private double[] scale(long[] counts) {
    if (level != Level.ORDINAL) {
      return domain;
    }
    double[] ranks = new double[counts.length];
    long below = 0;
    for (int value = 0; value < ranks.length; value++) {
      ranks[value] = below + (counts[value] + 1) / 2.0;
      below += counts[value];
    }
    return ranks;
  }

  private static long[] frequencies(long[] values) {
    long[] sorted = values.clone();
    Arrays.sort(sorted);
    long[] counts = new long[sorted.length];
    int last = 0;
    for (int i = 0; i < sorted.length; i++) {
      last = i > 0 && sorted[i] != sorted[i - 1] ? last + 1 : last;
      counts[last]++;
    }
    return counts;
  }

  /** Ordered pairs of unlike values over n − 1. */
  private static double unlike(long[] counts) {
    double n = 0;
    double like = 0;
    for (long count : counts) {
      n += count;
      like += (double) count * count;
    }
    return (n * n - like) / (n - 1);
  }

  /** Squared differences of all ordered pairs over n − 1: 2 n / (n − 1) · Σ (x − mean)². */
  private static double spread(double[] places, long[] counts) {
    double n = 0;
    double sum = 0;
    for (int i = 0; i < places.length; i++) {
      double count = counts == null ? 1 : counts[i];
      n += count;
      sum += count * places[i];
    }
    double mean = sum / n;
    double squares = 0;
    for (int i = 0; i < places.length; i++) {
      double count = counts == null ? 1 : counts[i];
      squares += count * (places[i] - mean) * (places[i] - mean);
    }
    return 2 * n / (n - 1) * squares;
  }
}
