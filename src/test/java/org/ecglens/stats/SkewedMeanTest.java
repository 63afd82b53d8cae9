package org.ecglens.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.ecglens.random.Draws;
import org.junit.jupiter.api.Test;

class SkewedMeanTest {
  @Test
  void isHallsTransformation() {
    // The formula with NumPy, scipy.stats.skew and scipy.stats.t.
    SkewedMean test = SkewedMean.of(new double[] {0.3, -0.2, 0.9, 1.4, 0.1, 2.2, -0.4, 0.7});
    assertThat(test.pGreater()).isCloseTo(0.024443853943335026, within(1e-9));
    assertThat(test.pLess()).isCloseTo(0.975556146056665, within(1e-9));
  }

  /** Exponential values less their mean, skewness 2, 16 of them: nominal 2.5 %. */
  @Test
  void skewedValuesAreRarelyCalledSmaller() {
    int plain = 0;
    int corrected = 0;
    int studies = 4000;
    for (int study = 0; study < studies; study++) {
      Draws draws = Draws.of(study, "exponential");
      double[] values = new double[16];
      for (int i = 0; i < values.length; i++) {
        values[i] = -Math.log(1 - draws.uniform(0, i)) - 1;
      }
      plain += PairedMean.of(new double[][] {values}).pLess() < 0.025 ? 1 : 0;
      corrected += SkewedMean.of(values).pLess() < 0.025 ? 1 : 0;
    }
    assertThat((double) plain / studies).isGreaterThan(0.06);
    assertThat((double) corrected / studies).isLessThan(0.045);
  }

  @Test
  void equalValuesLeaveNoDoubt() {
    assertThat(SkewedMean.of(new double[] {2, 2, 2})).isEqualTo(new SkewedMean(0, 1));
    assertThat(SkewedMean.of(new double[3])).isEqualTo(new SkewedMean(1, 1));
  }
}
