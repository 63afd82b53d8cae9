package org.ecglens.stats;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Mean of paired differences, where several networks say something about the same records: records
 * and networks are both random. With one network it is Student's paired test. With more, the
 * variance of the mean is that of the two-way random-effects layout without replication, (MS
 * records + MS networks − MS rest) / (records · networks), never less than that of records or of
 * networks alone, with the degrees of freedom of Satterthwaite (Biometrics Bull 1946;2(6):110–114),
 * at most those of the records.
 *
 * @param mean of all differences
 * @param se standard error of the mean, 0 where all differences are equal
 * @param df degrees of freedom, positive
 */
public record PairedMean(double mean, double se, double df) {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  /** Student's distribution is normal to all digits that matter from here on. */
  private static final double MANY = 1e6;

  /**
   * Of differences by themselves.
   *
   * @param differences {@code [network][record]}, finite, at least two records
   */
  public static PairedMean of(double[][] differences) {
    return of(differences, NetworkSpread.NONE);
  }

  /**
   * Of differences.
   *
   * @param differences {@code [network][record]}, finite, at least two records
   * @param spread of the same between networks, as other methods show it
   */
  public static PairedMean of(double[][] differences, NetworkSpread spread) {
    int networks = differences.length;
    int records = differences[0].length;
    double[] ofRecord = new double[records];
    double[] ofNetwork = new double[networks];
    for (int m = 0; m < networks; m++) {
      for (int r = 0; r < records; r++) {
        ofRecord[r] += differences[m][r] / networks;
        ofNetwork[m] += differences[m][r] / records;
      }
    }
    double mean = 0;
    for (double value : ofNetwork) {
      mean += value / networks;
    }
    double records2 = squares(ofRecord, mean) * networks / (records - 1);
    double all = (double) records * networks;
    if (networks == 1) {
      return new PairedMean(mean, Math.sqrt(records2 / all), records - 1);
    }
    double freeNetworks = networks - 1 + spread.df();
    double networks2 =
        (squares(ofNetwork, mean) * records + spread.df() * spread.meanSquare()) / freeNetworks;
    double rest = 0;
    for (int m = 0; m < networks; m++) {
      for (int r = 0; r < records; r++) {
        double residual = differences[m][r] - ofRecord[r] - ofNetwork[m] + mean;
        rest += residual * residual;
      }
    }
    double freeRest = (records - 1.0) * (networks - 1);
    double rest2 = rest / freeRest;
    if (networks2 <= rest2) {
      return new PairedMean(mean, Math.sqrt(records2 / all), records - 1);
    }
    double sum = Math.max(records2 + networks2 - rest2, networks2);
    double satterthwaite =
        sum
            * sum
            / (records2 * records2 / (records - 1)
                + networks2 * networks2 / freeNetworks
                + rest2 * rest2 / freeRest);
    // No surer than the records alone would make it.
    double df = Math.min(records - 1.0, satterthwaite);
    return new PairedMean(mean, Math.sqrt(sum / all), df);
  }

  private static double squares(double[] values, double mean) {
    double sum = 0;
    for (double value : values) {
      sum += (value - mean) * (value - mean);
    }
    return sum;
  }

  /** Mean by standard error; infinite or NaN where all differences are equal. */
  public double t() {
    return mean / se;
  }

  /** Probability of such a mean or a larger one where the true one is 0. */
  public double pGreater() {
    return se == 0 ? sure(mean > 0) : tail(t(), df);
  }

  /** Probability of such a mean or a smaller one where the true one is 0. */
  public double pLess() {
    return se == 0 ? sure(mean < 0) : tail(-t(), df);
  }

  /**
   * Half the width of an interval.
   *
   * @param confidence of both sides, in (0, 1)
   */
  public double margin(double confidence) {
    double probability = (1 + confidence) / 2;
    return se
        * (df > MANY
            ? NORMAL.inverseCumulativeProbability(probability)
            : TDistribution.of(df).inverseCumulativeProbability(probability));
  }

  /** Upper tail of Student's distribution. */
  static double tail(double t, double df) {
    return df > MANY ? NORMAL.survivalProbability(t) : TDistribution.of(df).survivalProbability(t);
  }

  /** Differences that are all equal leave no doubt about their sign. */
  private static double sure(boolean holds) {
    return holds ? 0 : 1;
  }
}
