package org.ecglens.stats;

import java.util.Arrays;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;
import org.ecglens.random.Draws;

/**
 * A 95 % percentile interval of any statistic of independent clusters (Efron, Ann Stat
 * 1979;7(1):1–26): what belongs to one record or person is drawn together.
 *
 * @param low lower end, or null
 * @param high upper end, or null
 * @param reason why there is no interval, or null
 */
record ResampledInterval(Double low, Double high, String reason) {
  private static final double LOW = 0.025;
  private static final double HIGH = 0.975;

  /** What is left out may not decide the interval. */
  private static final double LEAST_DEFINED = 0.9;

  /**
   * Draws clusters with replacement and takes the 2.5 % and 97.5 % quantiles (type 7) of the
   * statistic.
   *
   * @param clusters how many there are
   * @param draws what the bootstrap is for
   * @param resamples number of bootstrap samples, positive
   * @param statistic of the clusters of these indexes; NaN where it does not exist. It may not keep
   *     or change the array.
   */
  static ResampledInterval of(
      int clusters, Draws draws, int resamples, ToDoubleFunction<int[]> statistic) {
    return of(clusters, 1, draws, resamples, (chosen, all) -> statistic.applyAsDouble(chosen));
  }

  /**
   * The same where a second factor is drawn too, independently of the first: raters beside records.
   * Where there is one of the second it stays as it is.
   *
   * @param others how many of the second factor there are, at least 1
   * @param statistic of the clusters and of the others of these indexes
   */
  static ResampledInterval of(
      int clusters,
      int others,
      Draws draws,
      int resamples,
      ToDoubleBiFunction<int[], int[]> statistic) {
    if (clusters < 2) {
      return new ResampledInterval(null, null, "no interval: there is one record");
    }
    int[] chosen = new int[clusters];
    int[] second = new int[others];
    double[] values = new double[resamples];
    int defined = 0;
    for (int resample = 0; resample < resamples; resample++) {
      for (int i = 0; i < clusters; i++) {
        chosen[i] = draws.below(clusters, resample, i);
      }
      for (int i = 0; i < others; i++) {
        second[i] = draws.below(others, resample, clusters + i);
      }
      double value = statistic.applyAsDouble(chosen, second);
      if (Double.isFinite(value)) {
        values[defined++] = value;
      }
    }
    if (defined < LEAST_DEFINED * resamples) {
      return new ResampledInterval(
          null, null, "no interval: too many resamples of the records are without a value");
    }
    double[] sample = Arrays.copyOf(values, defined);
    return new ResampledInterval(
        Summary.quantile(sample, LOW), Summary.quantile(sample, HIGH), null);
  }
}
