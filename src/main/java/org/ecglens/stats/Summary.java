package org.ecglens.stats;

import java.util.Arrays;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.commons.math3.stat.descriptive.rank.Percentile.EstimationType;
import org.ecglens.random.Draws;

/**
 * A sample in a few numbers; null where there is no such number: all of them for n = 0, standard
 * deviation and interval for n = 1, the interval for one subject, and what is too large for a
 * double. None is NaN or infinite.
 *
 * @param n size
 * @param mean arithmetic mean
 * @param sd standard deviation with n − 1
 * @param median second quartile
 * @param q1 first quartile, type 7 of Hyndman and Fan (Am Stat 1996;50(4):361–365), the default of
 *     R and NumPy
 * @param q3 third quartile, type 7
 * @param ciLow lower end of the 95 % interval of the mean
 * @param ciHigh upper end of the 95 % interval of the mean
 */
public record Summary(
    long n,
    Double mean,
    Double sd,
    Double median,
    Double q1,
    Double q3,
    Double ciLow,
    Double ciHigh) {
  /** Default number of bootstrap samples. */
  public static final int RESAMPLES = 1000;

  /** Squares of larger values would overflow: they are summarised as shares of the largest. */
  private static final double LARGEST = 1e150;

  /**
   * From this number of values, or of subjects where they share them, on the interval is Student's:
   * the mean of so many is normal and resampling would only cost time.
   */
  public static final int LARGE = 20_000;

  /**
   * Summarises independent values, with a bootstrap interval below {@link #LARGE} of them.
   *
   * @param values finite
   * @param draws what the bootstrap is for
   * @param resamples number of bootstrap samples, positive
   * @throws IllegalArgumentException if a value is NaN or infinite
   */
  public static Summary of(double[] values, Draws draws, int resamples) {
    return of(values, Clusters.single(values.length), draws, resamples);
  }

  /**
   * Summarises values some of which belong together: the interval takes whole clusters as
   * independent, all other numbers are those of the values. There is no interval where all values
   * are of one cluster.
   *
   * @param values finite
   * @param clusters which of them belong together
   * @param draws what the bootstrap is for
   * @param resamples number of bootstrap samples, positive
   * @throws IllegalArgumentException if a value is NaN or infinite
   */
  public static Summary of(double[] values, Clusters clusters, Draws draws, int resamples) {
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("a sample with " + value);
      }
    }
    double largest = Arrays.stream(values).map(Math::abs).max().orElse(0);
    if (largest > LARGEST) {
      double[] small = Arrays.stream(values).map(value -> value / largest).toArray();
      return of(small, clusters, draws, resamples).times(largest);
    }
    if (values.length == 0) {
      return new Summary(0, null, null, null, null, null, null, null);
    }
    double mean = StatUtils.mean(values);
    double q1 = quantile(values, 0.25);
    double median = quantile(values, 0.5);
    double q3 = quantile(values, 0.75);
    if (values.length == 1) {
      return new Summary(1, mean, null, median, q1, q3, null, null);
    }
    double sd = Math.sqrt(StatUtils.variance(values, mean));
    if (clusters.count() == 1) {
      return new Summary(values.length, mean, sd, median, q1, q3, null, null);
    }
    MeanInterval interval = interval(values, clusters, mean, sd, draws, resamples);
    return new Summary(values.length, mean, sd, median, q1, q3, interval.low(), interval.high());
  }

  private static MeanInterval interval(
      double[] values, Clusters clusters, double mean, double sd, Draws draws, int resamples) {
    if (clusters.count() < LARGE) {
      return MeanInterval.bootstrap(values, clusters, draws, resamples);
    }
    return clusters.count() == values.length
        ? MeanInterval.student(values.length, mean, sd)
        : MeanInterval.student(values, mean, clusters);
  }

  private Summary times(double factor) {
    return new Summary(
        n,
        times(mean, factor),
        times(sd, factor),
        times(median, factor),
        times(q1, factor),
        times(q3, factor),
        times(ciLow, factor),
        times(ciHigh, factor));
  }

  /** Null rather than infinite. */
  private static Double times(Double number, double factor) {
    return number == null || Double.isInfinite(number * factor) ? null : (Double) (number * factor);
  }

  /** Third less first quartile. */
  public Double iqr() {
    return q1 == null ? null : (Double) (q3 - q1);
  }

  /**
   * Quantile of type 7.
   *
   * @param values at least one, finite, in any order
   * @param probability in (0, 1]
   */
  public static double quantile(double[] values, double probability) {
    return new Percentile()
        .withEstimationType(EstimationType.R_7)
        .evaluate(values, 100 * probability);
  }
}
