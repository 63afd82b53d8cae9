package org.ecglens.metric.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;
import org.ecglens.metric.ScoreValue;
import org.junit.jupiter.api.Test;

class InstabilityTest {
  private static final float[] MAP = {3, -4, 1, 0.5f, -2};

  private static Instability disturbed(float[]... maps) {
    Instability instability = new Instability(MAP);
    for (float[] map : maps) {
      instability.add(map);
    }
    return instability;
  }

  /** What noise does to signs and to the size of the whole map is no change of its order. */
  @Test
  void signsAndSizeDoNotCount() {
    assertThat(disturbed(new float[] {-6, 8, 2, -1, -4}).mean().value())
        .isCloseTo(0, within(1e-12));
  }

  /** Against Commons Math. */
  @Test
  void itIsTheMeanOverDisturbances() {
    double[] sizes = {3, 4, 1, 0.5, 2};
    double first =
        1 - new SpearmansCorrelation().correlation(sizes, new double[] {1, 4, 3, 0.5, 2});
    assertThat(disturbed(new float[] {1, -4, 3, 0.5f, 2}, MAP).mean().value())
        .isCloseTo(first / 2, within(1e-12));
  }

  @Test
  void aMapThatBecomesConstantHasLostItsOrder() {
    assertThat(disturbed(new float[5]).mean()).isEqualTo(ScoreValue.of(1));
  }

  @Test
  void withoutOrderOrDisturbanceThereIsAReason() {
    Instability constant = new Instability(new float[] {2, -2});
    constant.add(new float[] {1, 2});
    assertThat(constant.mean()).isEqualTo(ScoreValue.none(RankedMap.CONSTANT));
    assertThat(disturbed().mean().reason()).contains("not disturbed");
  }
}
