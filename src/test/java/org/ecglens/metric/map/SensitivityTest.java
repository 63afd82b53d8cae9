package org.ecglens.metric.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.ecglens.metric.ScoreValue;
import org.junit.jupiter.api.Test;

class SensitivityTest {

  @Test
  void aMapThatStaysHasNone() {
    Sensitivity sensitivity = new Sensitivity(new float[] {3, -4});
    sensitivity.add(new float[] {3, -4});
    assertThat(sensitivity.max()).isEqualTo(ScoreValue.of(0));
    assertThat(sensitivity.average()).isEqualTo(ScoreValue.of(0));
  }

  @Test
  void theDistanceIsRelativeToTheMap() {
    Sensitivity sensitivity = new Sensitivity(new float[] {3, -4});
    sensitivity.add(new float[] {0, 0});
    sensitivity.add(new float[] {3, -1});
    assertThat(sensitivity.max().value()).isCloseTo(1, within(1e-12));
    assertThat(sensitivity.average().value()).isCloseTo((1 + 3.0 / 5) / 2, within(1e-12));
  }

  @Test
  void someHaveNoSensitivity() {
    assertThat(new Sensitivity(new float[] {1}).max().reason())
        .isEqualTo("the input was not disturbed");
    Sensitivity zero = new Sensitivity(new float[2]);
    zero.add(new float[] {1, 1});
    assertThat(zero.average()).isEqualTo(ScoreValue.none(RankedMap.ZERO));
    Sensitivity broken = new Sensitivity(new float[] {1, 1});
    broken.add(new float[] {Float.NaN, 1});
    broken.add(new float[] {1, 1});
    assertThat(broken.max().value()).isNull();
    assertThat(broken.average().value()).isNull();
    assertThatThrownBy(() -> broken.add(new float[1])).isInstanceOf(IllegalArgumentException.class);
  }
}
