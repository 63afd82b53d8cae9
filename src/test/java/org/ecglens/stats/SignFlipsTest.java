package org.ecglens.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.ecglens.random.Draws;
import org.junit.jupiter.api.Test;

class SignFlipsTest {
  private static final double[] DIFFERENCES = {0.3, -0.2, 0.9, 1.4, 0.1, 2.2, -0.4, 0.7};
  private static final Draws DRAWS = Draws.of(1, "signs");

  @Test
  void fewRecordsAreEnumerated() {
    // scipy.stats.permutation_test((d,), sum, permutation_type="samples", n_resamples=inf).
    SignFlips flips = new SignFlips(new double[][] {DIFFERENCES, new double[8]}, DRAWS);
    assertThat(flips.pGreater(0, 1)).isEqualTo(0.04296875);
    assertThat(flips.pLess(1, 0)).isEqualTo(0.04296875);
    assertThat(flips.pLess(0, 1)).isGreaterThan(0.9);
  }

  @Test
  void thePairIsTestedWhateverBothShare() {
    double[] shared = {5, 1, 7, 2, 9, 4, 3, 8};
    double[] both = new double[8];
    Arrays.setAll(both, i -> shared[i] + DIFFERENCES[i]);
    SignFlips flips = new SignFlips(new double[][] {both, shared}, DRAWS);
    assertThat(flips.pGreater(0, 1)).isEqualTo(0.04296875);
  }

  @Test
  void manyRecordsAgreeWithStudentsTest() {
    double[] values = new double[400];
    Arrays.setAll(values, i -> DRAWS.gaussian(7, i) + 0.08);
    SignFlips flips = new SignFlips(new double[][] {values, new double[400]}, DRAWS);
    assertThat(flips.pGreater(0, 1))
        .isCloseTo(PairedMean.of(new double[][] {values}).pGreater(), within(0.012));
  }

  /** The level of two methods is that of one two-sided test; of more it is smaller. */
  @Test
  void theLevelKeepsTheFamily() {
    double[][] scores = new double[6][60];
    for (int method = 0; method < 6; method++) {
      int own = method;
      Arrays.setAll(scores[method], i -> DRAWS.gaussian(20 + own, i));
    }
    SignFlips flips = new SignFlips(scores, DRAWS);
    assertThat(flips.level(new int[] {0, 1}, 0.95)).isCloseTo(0.025, within(0.004));
    // Tukey's studentized range of 6 means, normal: q(0.95) / √2 = 4.03 / 1.414, one-sided.
    double tukey = PairedMean.tail(new StudentizedRange(6).critical(0.05) / Math.sqrt(2), 1e9);
    assertThat(flips.level(new int[] {0, 1, 2, 3, 4, 5}, 0.95)).isCloseTo(tukey, within(7e-4));
  }

  @Test
  void methodsThatNeverDifferHaveNoLevel() {
    SignFlips flips = new SignFlips(new double[2][20], DRAWS);
    assertThat(flips.level(new int[] {0, 1}, 0.95)).isZero();
    assertThat(flips.pGreater(0, 1)).isEqualTo(1);
  }
}
