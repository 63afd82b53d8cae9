package org.ecglens.stats;

/**
 * Nemenyi's comparison of all methods after {@link Friedman}'s test (Nemenyi, Distribution-free
 * Multiple Comparisons, thesis, Princeton 1963; Demšar, J Mach Learn Res 2006;7:1–30): mean ranks
 * that differ by at least the critical difference differ significantly, all pairs considered.
 *
 * @param methods k, at least 2
 * @param blocks n, at least 1
 */
public record Nemenyi(int methods, long blocks) {
  /** Probability of any false difference. */
  public static final double ALPHA = 0.05;

  /** Critical difference of mean ranks: q(α, k) √(k(k + 1) / 12n), positive. */
  public double criticalDifference() {
    return new StudentizedRange(methods).critical(ALPHA) * unit();
  }

  /**
   * Probability, were all methods equal, that the extreme mean ranks are farther apart.
   *
   * @param difference of two mean ranks, of any sign
   * @return in [0, 1]
   */
  public double p(double difference) {
    return new StudentizedRange(methods).exceedance(Math.abs(difference) / unit());
  }

  private double unit() {
    return Math.sqrt(methods * (methods + 1.0) / (12.0 * blocks));
  }
}
