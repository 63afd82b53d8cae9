package org.ecglens.stats;

import java.util.Arrays;
import org.apache.commons.statistics.inference.ContinuityCorrection;
import org.apache.commons.statistics.inference.PValueMethod;
import org.apache.commons.statistics.inference.WilcoxonSignedRankTest;

/**
 * Wilcoxon's signed-rank test of paired differences (Wilcoxon, Biometrics Bull 1945;1(6):80–83).
 * Differences of zero are dropped, as Wilcoxon did; Pratt's way (J Am Stat Assoc
 * 1959;54(287):655–667), which ranks them first, can differ where there are many. The p-value is
 * two-sided: exact up to {@link #EXACT} differences without ties, else normal with the variance
 * corrected for ties and no correction for continuity. It equals {@code scipy.stats.wilcoxon(d,
 * zero_method="wilcox", correction=False)} with {@code method="exact"} or {@code "approx"}.
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
    PValueMethod method =
        moved.length <= EXACT && !tied(moved) ? PValueMethod.EXACT : PValueMethod.ASYMPTOTIC;
    WilcoxonSignedRankTest.Result result =
        WilcoxonSignedRankTest.withDefaults()
            .with(method)
            .with(ContinuityCorrection.DISABLED)
            .test(moved);
    double positive = result.getStatistic();
    double total = moved.length * (moved.length + 1.0) / 2;
    double negative = total - positive;
    return new SignedRank(
        moved.length,
        Math.min(positive, negative),
        result.getPValue(),
        (positive - negative) / total,
        null);
  }

  private static SignedRank none(int n, String reason) {
    return new SignedRank(n, null, null, null, reason);
  }

  private static boolean tied(double[] differences) {
    double[] sizes = Arrays.stream(differences).map(Math::abs).sorted().toArray();
    for (int i = 1; i < sizes.length; i++) {
      if (sizes[i] == sizes[i - 1]) {
        return true;
      }
    }
    return false;
  }
}
