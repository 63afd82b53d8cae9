package org.ecglens.stats;

import java.util.Arrays;
import org.apache.commons.math3.stat.ranking.NaturalRanking;
import org.apache.commons.statistics.inference.ContinuityCorrection;
import org.apache.commons.statistics.inference.PValueMethod;
import org.apache.commons.statistics.inference.WilcoxonSignedRankTest;

/**
 * Wilcoxon's signed-rank test of paired differences (Wilcoxon, Biometrics Bull 1945;1(6):80–83).
 * Differences of zero are dropped, as Wilcoxon did; Pratt's way (J Am Stat Assoc
 * 1959;54(287):655–667), which ranks them first, can differ where there are many. The p-value is
 * two-sided and exact up to {@link #EXACT} differences, with or without ties: of all 2ⁿ signs that
 * n differences of these sizes can have, the share whose sums of ranks are at least as far apart.
 * With more differences it is normal, with the variance corrected for ties and no correction for
 * continuity. It equals {@code scipy.stats.wilcoxon(d, zero_method="wilcox", correction=False)}
 * with {@code method=PermutationMethod(n_resamples=numpy.inf)} or {@code "approx"}.
 *
 * @param n number of differences that are not zero
 * @param statistic smaller of the sums of ranks of positive and of negative differences; null where
 *     there is none
 * @param p null where there is none
 * @param effect matched-pairs rank-biserial correlation (Kerby, Compr Psychol 2014;3:11.IT.3.1):
 *     sum of positive less sum of negative ranks, by their total; in [−1, 1], null where there is
 *     none
 * @param reason why there is no test; null where there is one
 */
public record SignedRank(long n, Double statistic, Double p, Double effect, String reason) {
  /** Largest number of differences whose p-value is exact. */
  public static final int EXACT = 50;

  /**
   * Tests differences.
   *
   * @param differences finite
   * @throws IllegalArgumentException if one is NaN or infinite
   */
  public static SignedRank of(double[] differences) {
    for (double difference : differences) {
      if (!Double.isFinite(difference)) {
        throw new IllegalArgumentException("a difference is " + difference);
      }
    }
    double[] moved = Arrays.stream(differences).filter(difference -> difference != 0).toArray();
    if (differences.length < 2) {
      return none(moved.length, differences.length == 0 ? Friedman.NONE : Friedman.SINGLE);
    }
    if (moved.length == 0) {
      return none(0, "all differences are zero");
    }
    double[] ranks = new NaturalRanking().rank(Arrays.stream(moved).map(Math::abs).toArray());
    double positive = 0;
    for (int i = 0; i < moved.length; i++) {
      positive += moved[i] > 0 ? ranks[i] : 0;
    }
    double total = moved.length * (moved.length + 1.0) / 2;
    double negative = total - positive;
    double smaller = Math.min(positive, negative);
    return new SignedRank(
        moved.length,
        smaller,
        moved.length <= EXACT ? exact(ranks, smaller) : asymptotic(moved),
        (positive - negative) / total,
        null);
  }

  private static SignedRank none(int n, String reason) {
    return new SignedRank(n, null, null, null, reason);
  }

  /**
   * Twice the share of the signs whose positive ranks sum to no more than the smaller sum. The
   * number of signs for each sum grows rank by rank; a mean of tied ranks may end in a half, so
   * that sums are counted in halves.
   */
  private static double exact(double[] ranks, double smaller) {
    int most = ranks.length * (ranks.length + 1);
    double[] shares = new double[most + 1];
    shares[0] = 1;
    int reached = 0;
    for (double rank : ranks) {
      int halves = (int) Math.rint(2 * rank);
      reached += halves;
      for (int sum = reached; sum >= 0; sum--) {
        shares[sum] = (shares[sum] + (sum < halves ? 0 : shares[sum - halves])) / 2;
      }
    }
    double tail = Arrays.stream(shares, 0, (int) Math.rint(2 * smaller) + 1).sum();
    return Math.min(1, 2 * tail);
  }

  private static double asymptotic(double[] differences) {
    return WilcoxonSignedRankTest.withDefaults()
        .with(PValueMethod.ASYMPTOTIC)
        .with(ContinuityCorrection.DISABLED)
        .test(differences)
        .getPValue();
  }
}
