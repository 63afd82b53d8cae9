package org.ecglens.stats;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Share of blocks in which one method beats another, a tie counting half, with Wilson's 95 %
 * interval (J Am Stat Assoc 1927;22(158):209–212).
 *
 * @param rate in [0, 1]
 * @param low lower end of the interval
 * @param high upper end of the interval
 */
public record WinRate(double rate, double low, double high) {
  private static final double Z = NormalDistribution.of(0, 1).inverseCumulativeProbability(0.975);

  /**
   * Counts.
   *
   * @param scores of the one, by block, at least one
   * @param others of the other
   * @param higherIsBetter which way is better
   */
  public static WinRate of(double[] scores, double[] others, boolean higherIsBetter) {
    double wins = 0;
    for (int i = 0; i < scores.length; i++) {
      if (scores[i] == others[i]) {
        wins += 0.5;
      } else if (scores[i] > others[i] == higherIsBetter) {
        wins++;
      }
    }
    return of(wins, scores.length);
  }

  /**
   * The rate of a count.
   *
   * @param wins halves allowed
   * @param n of how many, positive
   */
  public static WinRate of(double wins, long n) {
    double rate = wins / n;
    double weight = Z * Z / n;
    double centre = (rate + weight / 2) / (1 + weight);
    double margin = Math.sqrt(weight * (rate * (1 - rate) + weight / 4)) / (1 + weight);
    return new WinRate(rate, Math.max(0, centre - margin), Math.min(1, centre + margin));
  }
}
