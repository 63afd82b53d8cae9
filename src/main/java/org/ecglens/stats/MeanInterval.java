package org.ecglens.stats;

import java.util.Arrays;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;
import org.ecglens.random.Draws;

/**
 * A 95 % confidence interval of a mean.
 *
 * @param low lower end
 * @param high upper end
 */
public record MeanInterval(double low, double high) {
  private static final double LOW = 0.025;
  private static final double HIGH = 0.975;
  private static final int SEED_WORDS = 4;

  /**
   * Student's interval.
   *
   * @param n size of the sample, at least 2
   * @param mean of the sample
   * @param sd of the sample, with n − 1
   */
  public static MeanInterval student(long n, double mean, double sd) {
    double t = new TDistribution(null, n - 1).inverseCumulativeProbability(HIGH);
    double margin = t * sd / Math.sqrt((double) n);
    return new MeanInterval(mean - margin, mean + margin);
  }

  /**
   * Percentile bootstrap of independent values, as {@link #bootstrap(double[], Clusters, Draws,
   * int)} of values that are all by themselves.
   *
   * @param values at least one, finite
   * @param draws what the bootstrap is for
   * @param resamples number of bootstrap samples, positive
   */
  public static MeanInterval bootstrap(double[] values, Draws draws, int resamples) {
    return bootstrap(values, Clusters.single(values.length), draws, resamples);
  }

  /**
   * Percentile bootstrap (Efron, Ann Stat 1979;7(1):1–26): whole clusters are resampled with
   * replacement (Davison and Hinkley, Bootstrap Methods and their Application, 1997, §3.8) and the
   * 2.5 % and 97.5 % quantiles (type 7) taken of the means over the values drawn, which are ratios
   * of the sum of values to their number. It depends on the order of the clusters: sort values by
   * record first.
   *
   * @param values at least one, finite
   * @param clusters which values belong together
   * @param draws what the bootstrap is for
   * @param resamples number of bootstrap samples, positive
   */
  public static MeanInterval bootstrap(
      double[] values, Clusters clusters, Draws draws, int resamples) {
    int[] seed = new int[SEED_WORDS];
    Arrays.setAll(seed, i -> draws.below(Integer.MAX_VALUE, 0, i));
    RandomGenerator generator = new Well19937c(seed);
    double[] sums = clusters.sums(values);
    int[] sizes = clusters.sizes();
    double[] means = new double[resamples];
    for (int resample = 0; resample < resamples; resample++) {
      double sum = 0;
      long size = 0;
      for (int i = 0; i < sums.length; i++) {
        int drawn = generator.nextInt(sums.length);
        sum += sums[drawn];
        size += sizes[drawn];
      }
      means[resample] = sum / size;
    }
    return new MeanInterval(Summary.quantile(means, LOW), Summary.quantile(means, HIGH));
  }

  /**
   * Student's interval of a mean over clustered values. Its standard error is that of a ratio of
   * sum to number, linearised (Cochran, Sampling Techniques, 3rd ed. 1977, §9A.1): √(G/(G − 1) · Σ
   * (s_g − n_g·mean)²) / n over G clusters, with G − 1 degrees of freedom; where every value is by
   * itself that is the usual one.
   *
   * @param values finite
   * @param mean of all values
   * @param clusters which values belong together, at least two clusters
   */
  public static MeanInterval student(double[] values, double mean, Clusters clusters) {
    double[] sums = clusters.sums(values);
    int[] sizes = clusters.sizes();
    double squares = 0;
    for (int g = 0; g < sums.length; g++) {
      double residual = sums[g] - sizes[g] * mean;
      squares += residual * residual;
    }
    int count = clusters.count();
    // As if it were the spread of so many independent values.
    double sd = Math.sqrt(squares / (count - 1)) * count / values.length;
    return student(count, mean, sd);
  }
}
