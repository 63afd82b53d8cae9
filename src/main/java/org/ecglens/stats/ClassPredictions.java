package org.ecglens.stats;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.ecglens.random.Draws;

/**
 * What a network says of a class in records of which it is known whether they have it, in ascending
 * order of the probability.
 */
public final class ClassPredictions {
  /** Draws of one record that all resamples together take at most, where records are many. */
  private static final double MOST_DRAWS = 2e7;

  private static final int FEWEST_RESAMPLES = 200;

  private final double[] probabilities;
  private final boolean[] positive;
  private final int[] clusters;
  private final int clusterCount;
  private final int positives;

  /**
   * Sorts the records.
   *
   * @param probabilities of the class, 0 to 1
   * @param positive whether the record has it
   * @param subjects which records belong together
   */
  public ClassPredictions(double[] probabilities, boolean[] positive, Clusters subjects) {
    int[] order =
        IntStream.range(0, probabilities.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> probabilities[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    this.probabilities = Arrays.stream(order).mapToDouble(i -> probabilities[i]).toArray();
    this.positive = new boolean[order.length];
    this.clusters = new int[order.length];
    int found = 0;
    for (int i = 0; i < order.length; i++) {
      this.positive[i] = positive[order[i]];
      this.clusters[i] = subjects.of()[order[i]];
      found += this.positive[i] ? 1 : 0;
    }
    this.positives = found;
    this.clusterCount = subjects.count();
  }

  /** Number of records. */
  public int count() {
    return probabilities.length;
  }

  /** Number of records that have the class. */
  public int positives() {
    return positives;
  }

  /** Number of subjects; a record of nobody known counts as one. */
  public int subjects() {
    return clusterCount;
  }

  /** Probability of the class in a record, ascending. */
  double probability(int record) {
    return probabilities[record];
  }

  /** Whether a record has the class. */
  boolean isPositive(int record) {
    return positive[record];
  }

  /**
   * A metric with a 95 % interval over subjects, by the bootstrap.
   *
   * @param draws what the bootstrap is for
   */
  public ClassEstimate estimate(ClassMetric metric, Draws draws) {
    int[] once = new int[count()];
    Arrays.fill(once, 1);
    double value = metric.of(this, once);
    if (!Double.isFinite(value)) {
      return new ClassEstimate(null, null, null, metric.undefined());
    }
    int resamples =
        (int) Math.max(FEWEST_RESAMPLES, Math.min(Summary.RESAMPLES, MOST_DRAWS / count()));
    int[] drawn = new int[clusterCount];
    int[] times = new int[count()];
    ResampledInterval interval =
        ResampledInterval.of(
            clusterCount,
            draws,
            resamples,
            chosen -> {
              Arrays.fill(drawn, 0);
              for (int cluster : chosen) {
                drawn[cluster]++;
              }
              for (int record = 0; record < times.length; record++) {
                times[record] = drawn[clusters[record]];
              }
              return metric.of(this, times);
            });
    return new ClassEstimate(value, interval.low(), interval.high(), interval.reason());
  }
}
