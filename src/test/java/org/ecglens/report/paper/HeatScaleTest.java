package org.ecglens.report.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HeatScaleTest {
  @Test
  void theValueAtNineTenthsOfTheSumIsOne() {
    // |a| ascending 1 2 3 4 5 5, sums 1 3 6 10 15 20: 18 of 20 is reached at the second 5.
    assertThat(HeatScale.of(new float[] {5, -1, 2, -3, 4, 5}))
        .containsExactly(new float[] {1, -0.2f, 0.4f, -0.6f, 0.8f, 1}, within(1e-6f));
  }

  @Test
  void fewExtremeValuesAreCut() {
    // 97 of 1 and 3 of 3: 90 % of 106 is 95.4, reached among the ones.
    float[] map = new float[100];
    for (int i = 0; i < 100; i++) {
      map[i] = i < 97 ? 1 : -3;
    }
    float[] heat = HeatScale.of(map);
    assertThat(heat[0]).isEqualTo(1);
    assertThat(heat[99]).isEqualTo(-1);
    assertThat(HeatScale.top(map)).isEqualTo(1);
  }

  @Test
  void aSinglePointIsOneAndZerosStay() {
    assertThat(HeatScale.of(new float[] {0, -1e-30f, 0})).containsExactly(0, -1, 0);
    assertThat(HeatScale.of(new float[3])).containsExactly(0, 0, 0);
    assertThat(HeatScale.of(new float[0])).isEmpty();
  }
}
