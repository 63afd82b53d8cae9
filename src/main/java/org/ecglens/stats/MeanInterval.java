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
   * Percentile bootstrap (Efron, Ann Stat 1979;7(1):1–26): values are resampled with replacement
   * and the 2.5 % and 97.5 % quantiles (type 7) of their means taken. It depends on the order of
   * the values: sort them by record first.
   *
   * @param values at least one, finite
   * @param draws what the bootstrap is for
   * @param resamples number of bootstrap samples, positive
   */
  public static MeanInterval bootstrap(double[] values, Draws draws, int resamples) {
    int[] seed = new int[SEED_WORDS];
    Arrays.setAll(seed, i -> draws.below(Integer.MAX_VALUE, 0, i));
    RandomGenerator generator = new Well19937c(seed);
    double[] means = new double[resamples];
    for (int resample = 0; resample < resamples; resample++) {
      double sum = 0;
      for (int i = 0; i < values.length; i++) {
        sum += values[generator.nextInt(values.length)];
      }
      means[resample] = sum / values.length;
    }
    return new MeanInterval(Summary.quantile(means, LOW), Summary.quantile(means, HIGH));
  }
}
