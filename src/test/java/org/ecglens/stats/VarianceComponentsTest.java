package org.ecglens.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.ecglens.random.Draws;
import org.junit.jupiter.api.Test;

class VarianceComponentsTest {
  @Test
  void twoFactorsAreThoseOfTheAnalysisOfVariance() {
    // (MS records − MS rest) / 3, (MS networks − MS rest) / 5 and MS rest with NumPy.
    double[][] scores = {
      {1.0, 2.0, 0.5, 1.5, 2.5}, {2.0, 2.5, 1.5, 2.0, 3.5}, {0.5, 1.0, 0.0, 1.5, 1.0}
    };
    VarianceComponents parts = VarianceComponents.of(new double[][][] {scores});
    assertThat(parts.record()).isCloseTo(0.3583333333333334, within(1e-12));
    assertThat(parts.network()).isCloseTo(0.5333333333333333, within(1e-12));
    assertThat(parts.operator()).isNull();
    assertThat(parts.rest()).isCloseTo(0.15, within(1e-12));
  }

  @Test
  void whatWasPutInComesOut() {
    Draws draws = Draws.of(3, "components");
    double[][][] scores = new double[40][30][300];
    for (int o = 0; o < 40; o++) {
      for (int m = 0; m < 30; m++) {
        for (int r = 0; r < 300; r++) {
          scores[o][m][r] =
              2 * draws.gaussian(0, r)
                  + draws.gaussian(1, m)
                  + 0.5 * draws.gaussian(2, o)
                  + 0.1 * draws.gaussian(3 + o * 30L + m, r);
        }
      }
    }
    VarianceComponents parts = VarianceComponents.of(scores);
    assertThat(parts.record()).isCloseTo(4, within(0.8));
    assertThat(parts.network()).isCloseTo(1, within(0.6));
    assertThat(parts.operator()).isCloseTo(0.25, within(0.15));
    assertThat(parts.rest()).isCloseTo(0.01, within(1e-3));
  }

  @Test
  void oneNetworkAndOneOperatorLeaveTheVarianceOfRecords() {
    VarianceComponents parts = VarianceComponents.of(new double[][][] {{{1, 2, 3}}});
    assertThat(parts).isEqualTo(new VarianceComponents(1, null, null, 0));
  }
}
