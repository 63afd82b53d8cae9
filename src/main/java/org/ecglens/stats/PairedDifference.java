package org.ecglens.stats;

import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Size of a difference between two methods on the same blocks.
 *
 * @param n number of blocks
 * @param mean of the differences; null for none
 * @param median of the differences; null for none
 * @param dz Cohen's d_z (Statistical Power Analysis for the Behavioral Sciences, 2nd ed. 1988):
 *     mean by standard deviation (n − 1) of the differences; null for fewer than two blocks and
 *     where all differences are equal
 */
public record PairedDifference(long n, Double mean, Double median, Double dz) {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
  private static final double ALPHA = 0.05;
  private static final double POWER = 0.8;

  /** Asymptotic efficiency of the signed-rank test by that of Student's, normal differences. */
  private static final double EFFICIENCY = 3 / Math.PI;

  /** With fewer the two-sided signed-rank test never falls below 5 %: 2/2⁵ = 0.0625. */
  private static final long FEWEST = 6;

  /**
   * Measures.
   *
   * @param differences finite
   */
  public static PairedDifference of(double[] differences) {
    if (differences.length == 0) {
      return new PairedDifference(0, null, null, null);
    }
    double mean = StatUtils.mean(differences);
    double median = Summary.quantile(differences, 0.5);
    double sd = Math.sqrt(StatUtils.variance(differences, mean));
    return new PairedDifference(
        differences.length, mean, median, differences.length < 2 || sd == 0 ? null : mean / sd);
  }

  /**
   * Blocks that a study needs to see a difference of this size: power 0.8 of the two-sided
   * signed-rank test at 0.05. It is the normal approximation for Student's paired test, ((z(0.975)
   * + z(0.8)) / d_z)², by the asymptotic relative efficiency 3/π of the signed-rank test for normal
   * differences (Lehmann, Nonparametrics, 1975, §4.3); rounded up, at least 6, the fewest with
   * which that test can be significant at all. It takes d_z for the truth: what was seen in few
   * blocks says little.
   *
   * @return null where the difference is zero or d_z does not exist
   */
  public Long blocksNeeded() {
    if (dz == null || dz == 0) {
      return null;
    }
    double z =
        NORMAL.inverseCumulativeProbability(1 - ALPHA / 2)
            + NORMAL.inverseCumulativeProbability(POWER);
    // The cast ends at the largest long.
    return Math.max(FEWEST, (long) Math.ceil(z * z / (dz * dz) / EFFICIENCY));
  }
}
