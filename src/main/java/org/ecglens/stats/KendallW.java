package org.ecglens.stats;

import java.util.Arrays;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.stat.ranking.NaturalRanking;
import org.ecglens.random.Draws;

/**
 * Kendall's coefficient of concordance with correction for ties: W = 12 S / (m² (n³ − n) − m Σ (t³
 * − t)), S being the squared deviations of the n items' rank sums over m raters, t the sizes of
 * each rater's groups of ties (Kendall and Babington Smith, Ann Math Stat 1939;10(3):275–287;
 * Siegel and Castellan, Nonparametric Statistics 1988, §9.3). Range [0, 1]; p is that of m (n − 1)
 * W, as χ² with n − 1 degrees of freedom, which is rough for fewer than eight items. Only items
 * that all raters have rated count. There is no interval.
 */
public final class KendallW {
  /** Draws of the permutation test: their own error at p = 0.05 is 0.002. */
  static final int PERMUTATIONS = 9999;

  private static final double ROUNDING = 1e-9;

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
    double[][] ranks = ranks(used.values());
    double most = (double) m * m * ((double) n * n * n - n) - m * ties(ranks);
    if (most <= 0) {
      return Concordance.none(n, m, "every rater gives all items the same value");
    }
    double w = Math.min(1, 12 * deviations(ranks) / most);
    double p = 1 - new ChiSquaredDistribution(null, n - 1.0).cumulativeProbability(m * (n - 1) * w);
    return Concordance.of(w, p, n, m);
  }

  /**
   * How alike raters order groups of items, the methods that heatmaps belong to: W of each rater's
   * mean ratings of the groups, over the items that all raters have rated. A rater's means are
   * ranked among themselves, so that neither leniency nor the width of the scale that a rater uses
   * counts. p: share of {@link #PERMUTATIONS} draws, in which each rater's ranks are in a random
   * order, whose W is at least as large, the sample itself counted in.
   *
   * @param groups of each item, 0, 1, …
   * @param draws what the permutations are for
   * @return {@code items} counts groups; without a value as {@link #of}
   */
  public static Concordance ofGroups(RaterMatrix ratings, int[] groups, Draws draws) {
    if (ratings.active() < 2) {
      return Concordance.none(ratings.items(), ratings.active(), "there is one rater");
    }
    RaterMatrix means = ratings.means(groups);
    if (means.items() < 2) {
      return Concordance.none(
          means.items(), ratings.active(), "fewer than two methods have ratings by all raters");
    }
    Concordance w = of(means);
    if (w.value() == null) {
      return Concordance.none(w.items(), w.raters(), "every rater gives all methods the same mean");
    }
    double[][] ranks = ranks(means.values());
    double found = deviations(ranks);
    int asLarge = 1;
    for (int draw = 0; draw < PERMUTATIONS; draw++) {
      double[][] shuffled = new double[ranks.length][];
      for (int rater = 0; rater < ranks.length; rater++) {
        int[] order = draws.permutation(w.items(), (long) draw * ranks.length + rater);
        double[] own = ranks[rater];
        shuffled[rater] = Arrays.stream(order).mapToDouble(item -> own[item]).toArray();
      }
      asLarge += deviations(shuffled) >= found - ROUNDING * found ? 1 : 0;
    }
    return Concordance.of(w.value(), asLarge / (PERMUTATIONS + 1.0), w.items(), w.raters());
  }

  /** {@code [rater][item]}, ties by their mean. */
  private static double[][] ranks(double[][] values) {
    double[][] ranks = new double[values[0].length][];
    for (int rater = 0; rater < ranks.length; rater++) {
      int column = rater;
      ranks[rater] =
          new NaturalRanking()
              .rank(Arrays.stream(values).mapToDouble(item -> item[column]).toArray());
    }
    return ranks;
  }

  /** Σ (t³ − t) over the ties of all raters. */
  private static double ties(double[][] ranks) {
    double ties = 0;
    for (double[] own : ranks) {
      int n = own.length;
      // Σ ranks² is n (n + 1) (2 n + 1) / 6 without ties and Σ (t³ − t) / 12 less with them.
      double squares = n * (n + 1.0) * (2 * n + 1.0) / 6;
      for (double rank : own) {
        squares -= rank * rank;
      }
      ties += 12 * squares;
    }
    return ties;
  }

  /** Squared deviations of the items' rank sums from their mean. */
  private static double deviations(double[][] ranks) {
    int n = ranks[0].length;
    double mean = ranks.length * (n + 1) / 2.0;
    double deviations = 0;
    for (int item = 0; item < n; item++) {
      double sum = 0;
      for (double[] own : ranks) {
        sum += own[item];
      }
      deviations += (sum - mean) * (sum - mean);
    }
    return deviations;
  }
}
