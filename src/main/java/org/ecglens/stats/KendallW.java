package org.ecglens.stats;

import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.stat.ranking.NaturalRanking;

/**
 * Kendall's coefficient of concordance with correction for ties: W = 12 S / (m² (n³ − n) − m Σ (t³
 * − t)), S being the squared deviations of the n items' rank sums over m raters, t the sizes of
 * each rater's groups of ties (Kendall and Babington Smith, Ann Math Stat 1939;10(3):275–287;
 * Siegel and Castellan, Nonparametric Statistics 1988, §9.3). Range [0, 1]; p is that of m (n − 1)
 * W, as χ² with n − 1 degrees of freedom, which is rough for fewer than eight items. Only items
 * that all raters have rated count. There is no interval.
 */
public final class KendallW {
  private KendallW() {}

  /**
   * Computes W.
   *
   * @return without a value for one rater, fewer than two items, and where each rater gives all
   *     items the same value
   */
  public static Concordance of(RaterMatrix ratings) {
    if (ratings.active() < 2) {
      return Concordance.none(ratings.items(), ratings.active(), "there is one rater");
    }
    RaterMatrix used = ratings.complete();
    int n = used.items();
    int m = ratings.active();
    if (n < 2) {
      return Concordance.none(n, m, "fewer than two items have ratings by all raters");
    }
    double[] sums = new double[n];
    double ties = 0;
    for (int rater = 0; rater < m; rater++) {
      double[] own = new double[n];
      for (int item = 0; item < n; item++) {
        own[item] = used.values()[item][rater];
      }
      double[] ranks = new NaturalRanking().rank(own);
      // Σ ranks² is n (n + 1) (2 n + 1) / 6 without ties and Σ (t³ − t) / 12 less with them.
      double squares = n * (n + 1.0) * (2 * n + 1.0) / 6;
      for (int item = 0; item < n; item++) {
        sums[item] += ranks[item];
        squares -= ranks[item] * ranks[item];
      }
      ties += 12 * squares;
    }
    double mean = m * (n + 1) / 2.0;
    double deviations = 0;
    for (double sum : sums) {
      deviations += (sum - mean) * (sum - mean);
    }
    double most = (double) m * m * ((double) n * n * n - n) - m * ties;
    if (most <= 0) {
      return Concordance.none(n, m, "every rater gives all items the same value");
    }
    double w = Math.min(1, 12 * deviations / most);
    double p = 1 - new ChiSquaredDistribution(null, n - 1.0).cumulativeProbability(m * (n - 1) * w);
    return Concordance.of(w, p, n, m);
  }
}
