package org.ecglens.metric;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.ecglens.stats.MeanInterval;

/**
 * Number, mean and sum of squared deviations of each element of the vectors of some records, such
 * as the steps of a curve or the measures of a map: a state that merges with others (Chan, Golub
 * and LeVeque, "Updating formulae and a pairwise algorithm for computing sample variances", 1979).
 * Merging in another order changes rounding alone; merge in a fixed order, such as that of record
 * ids and shards, and the result is the same to the last bit.
 *
 * <p>The three arrays are the columns to store. Vectors may differ in length and lack elements: an
 * element counts the vectors that have it.
 *
 * @param n records that have each element
 * @param mean of each element
 * @param m2 sum of squared deviations from the mean of each element
 */
@SuppressWarnings("ArrayRecordComponent")
public record Moments(long[] n, double[] mean, double[] m2) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** No vector yet. */
  public static final Moments EMPTY = new Moments(new long[0], new double[0], new double[0]);

  /** Checks that the arrays are equally long. */
  public Moments {
    if (n.length != mean.length || n.length != m2.length) {
      throw new IllegalArgumentException(
          n.length + " numbers, " + mean.length + " means, " + m2.length + " sums of squares");
    }
  }

  /** One element over records; null where there is no such number. */
  public record Moment(int index, long n, Double mean, Double sd, Double ciLow, Double ciHigh) {}

  /** One curve; {@link #EMPTY} where it has no values. */
  public static Moments of(CurveValues curve) {
    if (curve.values() == null) {
      return EMPTY;
    }
    long[] ones = new long[curve.values().length];
    Arrays.fill(ones, 1);
    return new Moments(ones, curve.values().clone(), new double[ones.length]);
  }

  /** One vector of which elements may be missing. */
  public static Moments of(List<ScoreValue> elements) {
    long[] present = new long[elements.size()];
    double[] values = new double[elements.size()];
    for (int i = 0; i < present.length; i++) {
      Double value = elements.get(i).value();
      if (value != null) {
        present[i] = 1;
        values[i] = value;
      }
    }
    return new Moments(present, values, new double[present.length]);
  }

  /** This state and another. */
  public Moments plus(Moments other) {
    int size = Math.max(n.length, other.n.length);
    long[] sumN = Arrays.copyOf(n, size);
    double[] sumMean = Arrays.copyOf(mean, size);
    double[] sumM2 = Arrays.copyOf(m2, size);
    for (int i = 0; i < other.n.length; i++) {
      long here = sumN[i];
      long there = other.n[i];
      long total = here + there;
      if (total == 0) {
        continue;
      }
      double delta = other.mean[i] - sumMean[i];
      sumN[i] = total;
      sumMean[i] += delta * ((double) there / total);
      sumM2[i] += other.m2[i] + delta * delta * ((double) here * there / total);
    }
    return new Moments(sumN, sumMean, sumM2);
  }

  /** One vector of the means; elements that nothing has are missing. */
  public Moments asOne() {
    return new Moments(
        Arrays.stream(n).map(count -> Math.min(1, count)).toArray(),
        mean.clone(),
        new double[mean.length]);
  }

  /** Number of elements; of a curve its steps, step 0 included. */
  public int size() {
    return n.length;
  }

  /**
   * An element: standard deviation with n − 1, and Student's 95 % interval of the mean. One record
   * has neither, nor do values so large that the sum of squares overflows.
   */
  public Moment at(int index) {
    long count = n[index];
    if (count < 2) {
      return new Moment(index, count, count == 0 ? null : mean[index], null, null, null);
    }
    double sd = Math.sqrt(m2[index] / (count - 1));
    if (!Double.isFinite(sd)) {
      return new Moment(index, count, finiteOrNull(mean[index]), null, null, null);
    }
    MeanInterval interval = MeanInterval.student(count, mean[index], sd);
    return new Moment(index, count, mean[index], sd, interval.low(), interval.high());
  }

  private static Double finiteOrNull(double value) {
    return Double.isFinite(value) ? (Double) value : null;
  }
}
