package org.ecglens.metric.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.ecglens.metric.ScoreValue;
import org.junit.jupiter.api.Test;

class ComplexityTest {
  private static final int POINTS = 600;

  @Test
  void onePointIsTheSimplestMap() {
    float[] map = new float[POINTS];
    map[17] = -3e-20f;
    assertThat(Complexity.gini(RankedMap.of(map)).value())
        .isCloseTo((POINTS - 1.0) / POINTS, within(1e-12));
    assertThat(Complexity.entropy(RankedMap.of(map)).value()).isZero();
  }

  @Test
  void aConstantMapIsTheLeastSimple() {
    float[] map = new float[POINTS];
    Arrays.fill(map, 0.1f);
    map[4] = -0.1f;
    assertThat(Complexity.gini(RankedMap.of(map)).value())
        .isCloseTo(0, within(1e-12))
        .isNotNegative();
    assertThat(Complexity.entropy(RankedMap.of(map)).value())
        .isCloseTo(Math.log(POINTS), within(1e-12));
  }

  @Test
  void aRampHasAThird() {
    // Gini index of 1, …, N is (N − 1) / 3N
    float[] map = new float[POINTS];
    for (int i = 0; i < POINTS; i++) {
      map[i] = i + 1;
    }
    assertThat(Complexity.gini(RankedMap.of(map)).value())
        .isCloseTo((POINTS - 1.0) / (3 * POINTS), within(1e-12));
  }

  @Test
  void zeroMapsHaveNone() {
    RankedMap zero = RankedMap.of(new float[3]);
    assertThat(Complexity.gini(zero)).isEqualTo(ScoreValue.none(RankedMap.ZERO));
    assertThat(Complexity.entropy(zero)).isEqualTo(ScoreValue.none(RankedMap.ZERO));
  }
}
