package org.ecglens.stats;

/**
 * Cohen's κ with quadratic weights between two ratings of the same things on a numeric scale: 1 −
 * the mean squared difference of the pairs, over that of pairs put together by chance (Cohen,
 * Psychol Bull 1968;70:213–220). Range [−1, 1], 0 is chance.
 */
public final class WeightedKappa {
  private WeightedKappa() {}

  /**
   * Compares ratings.
   *
   * @param first finite
   * @param second of the same things in the same order, finite
   * @return without interval; without a value where there is nothing to compare, or all ratings are
   *     equal so that chance would agree too
   */
  public static Concordance of(double[] first, double[] second) {
    int n = first.length;
    if (n == 0) {
      return Concordance.none(0, 2, "nothing was rated twice");
    }
    double observed = 0;
    double chance = 0;
    for (int i = 0; i < n; i++) {
      observed += square(first[i] - second[i]) / n;
      for (int j = 0; j < n; j++) {
        chance += square(first[i] - second[j]) / n / n;
      }
    }
    return chance == 0
        ? Concordance.none(n, 2, "all ratings are equal")
        : Concordance.of(1 - observed / chance, null, n, 2);
  }

  private static double square(double value) {
    return value * value;
  }
}
