package org.ecglens.metric;

import java.io.Serializable;
import java.util.Arrays;
import org.ecglens.stats.MeanInterval;

/**
 * Number, mean and sum of squared deviations of the curves of some records at each step: a state
 * that merges with others (Chan, Golub and LeVeque, "Updating formulae and a pairwise algorithm for
 * computing sample variances", 1979). Merging in another order changes rounding alone; merge in a
 * fixed order, such as that of record ids and shards, and the result is the same to the last bit.
 *
 * <p>The three arrays are the columns to store. Curves may differ in length: a step counts those
 * that reach it.
 *
 * @param n records at each step
 * @param mean at each step
 * @param m2 sum of squared deviations from the mean at each step
 */
@SuppressWarnings("ArrayRecordComponent")
public record CurveState(long[] n, double[] mean, double[] m2) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** No curve yet. */
  public static final CurveState EMPTY = new CurveState(new long[0], new double[0], new double[0]);

  /** Checks that the arrays are equally long. */
  public CurveState {
    if (n.length != mean.length || n.length != m2.length) {
      throw new IllegalArgumentException(
          n.length + " numbers, " + mean.length + " means, " + m2.length + " sums of squares");
    }
  }

  /** One step of a curve over records; null where there is no such number. */
  public record Step(int step, long n, Double mean, Double sd, Double ciLow, Double ciHigh) {}

  /** One curve; {@link #EMPTY} where it has no values. */
  public static CurveState of(CurveValues curve) {
    if (curve.values() == null) {
      return EMPTY;
    }
    long[] ones = new long[curve.values().length];
    Arrays.fill(ones, 1);
    return new CurveState(ones, curve.values().clone(), new double[ones.length]);
  }

  /** This state and another. */
  public CurveState plus(CurveState other) {
    int steps = Math.max(n.length, other.n.length);
    long[] sumN = Arrays.copyOf(n, steps);
    double[] sumMean = Arrays.copyOf(mean, steps);
    double[] sumM2 = Arrays.copyOf(m2, steps);
    for (int step = 0; step < other.n.length; step++) {
      long here = sumN[step];
      long there = other.n[step];
      long total = here + there;
      if (total == 0) {
        continue;
      }
      double delta = other.mean[step] - sumMean[step];
      sumN[step] = total;
      sumMean[step] += delta * ((double) there / total);
      sumM2[step] += other.m2[step] + delta * delta * ((double) here * there / total);
    }
    return new CurveState(sumN, sumMean, sumM2);
  }

  /** Number of steps, step 0 included. */
  public int steps() {
    return n.length;
  }

  /**
   * A step: standard deviation with n − 1, and Student's 95 % interval of the mean. One record has
   * neither.
   */
  public Step step(int step) {
    long count = n[step];
    if (count < 2) {
      return new Step(step, count, count == 0 ? null : mean[step], null, null, null);
    }
    double sd = Math.sqrt(m2[step] / (count - 1));
    MeanInterval interval = MeanInterval.student(count, mean[step], sd);
    return new Step(step, count, mean[step], sd, interval.low(), interval.high());
  }
}
