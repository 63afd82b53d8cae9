package org.ecglens.metric.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.ecglens.metric.ScoreValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SimilarityTest {
  private static final int POINTS = 7200;

  private static float[] random(long seed) {
    Random random = new Random(seed);
    float[] map = new float[POINTS];
    for (int i = 0; i < map.length; i++) {
      map[i] = (float) random.nextGaussian();
    }
    return map;
  }

  private static float[] times(float[] map, float factor) {
    float[] scaled = map.clone();
    for (int i = 0; i < map.length; i++) {
      scaled[i] *= factor;
    }
    return scaled;
  }

  private static double between(Similarity similarity, float[] one, float[] other) {
    return similarity.between(RankedMap.of(one), RankedMap.of(other)).value();
  }

  @ParameterizedTest
  @EnumSource
  void aMapIsLikeItself(Similarity similarity) {
    float[] map = random(1);
    Arrays.fill(map, 300, POINTS, 0); // sparse: its top holds zeros
    assertThat(between(similarity, map, map)).isCloseTo(1, within(1e-12));
    assertThat(between(similarity, map, times(map, 0x1p70f))).isCloseTo(1, within(1e-12));
    assertThat(between(similarity, map, times(map, 0x1p-70f))).isCloseTo(1, within(1e-12));
  }

  @Test
  void anInvertedMapDiffersInSignAlone() {
    float[] map = random(1);
    float[] inverted = times(map, -1);
    assertThat(between(Similarity.PEARSON, map, inverted)).isCloseTo(-1, within(1e-12));
    assertThat(between(Similarity.SPEARMAN, map, inverted)).isCloseTo(1, within(1e-12));
    assertThat(between(Similarity.TOP_K, map, inverted)).isEqualTo(1);
    assertThat(between(Similarity.SIGN, map, inverted)).isZero();
  }

  @Test
  void independentMapsAreAlikeByChance() {
    double correlation = 1 / Math.sqrt(POINTS - 1);
    double top = 0.1;
    double inTop = Math.sqrt(0.1 * 0.9 * 0.9 / (0.1 * POINTS));
    double sign = Math.sqrt(0.05 * 0.95 / (0.1 * POINTS));
    for (int pair = 0; pair < 5; pair++) {
      float[] one = random(10 + pair);
      float[] other = random(20 + pair);
      assertThat(between(Similarity.PEARSON, one, other)).isCloseTo(0, within(4 * correlation));
      assertThat(between(Similarity.SPEARMAN, one, other)).isCloseTo(0, within(4 * correlation));
      assertThat(between(Similarity.TOP_K, one, other)).isCloseTo(top, within(4 * inTop));
      assertThat(between(Similarity.SIGN, one, other)).isCloseTo(top / 2, within(4 * sign));
    }
  }

  @Test
  void tiesHaveTheirAverageRank() {
    // scipy.stats.spearmanr([1, 1, 2, 3, 0], [4, 1, 3, 3, 0])
    assertThat(
            between(
                Similarity.SPEARMAN, new float[] {-1, 1, 2, 3, 0}, new float[] {4, 1, -3, 3, 0}))
        .isCloseTo(0.5263157894736843, within(1e-12));
  }

  @Test
  void theTopIsATenthOfThePointsAndNotNone() {
    assertThat(RankedMap.of(new float[] {1, 2, 3}).topSize()).isEqualTo(1);
    assertThat(RankedMap.of(new float[25]).topSize()).isEqualTo(3);
    float[] one = {5, 4, 0, 1, -3};
    float[] other = {5, 0, 4, 1, 3};
    ScoreValue outcome = Similarity.TOP_K.between(RankedMap.of(one, 3), RankedMap.of(other, 3));
    assertThat(outcome.value()).isCloseTo(2.0 / 3, within(1e-12));
    outcome = Similarity.SIGN.between(RankedMap.of(one, 3), RankedMap.of(other, 3));
    assertThat(outcome.value()).isCloseTo(1.0 / 3, within(1e-12));
  }

  @ParameterizedTest
  @EnumSource
  void zeroMapsHaveNoLikeness(Similarity similarity) {
    RankedMap zero = RankedMap.of(new float[] {0, -0f, 0});
    RankedMap map = RankedMap.of(new float[] {1, 2, 3});
    assertThat(similarity.between(map, zero)).isEqualTo(ScoreValue.none(RankedMap.ZERO));
    assertThat(similarity.between(zero, map)).isEqualTo(ScoreValue.none(RankedMap.ZERO));
  }

  @ParameterizedTest
  @EnumSource
  void constantMapsHaveNoLikeness(Similarity similarity) {
    float[] constant = new float[7];
    Arrays.fill(constant, 0.1f);
    ScoreValue outcome =
        similarity.between(RankedMap.of(constant), RankedMap.of(new float[] {1, 2, 3, 4, 5, 6, 7}));
    assertThat(outcome.value()).isNull();
    assertThat(outcome.reason()).contains("same everywhere");
  }

  @Test
  void mapsOfOneSizeAreCompared() {
    RankedMap map = RankedMap.of(new float[] {1, 2, 3});
    assertThatThrownBy(() -> Similarity.PEARSON.between(map, RankedMap.of(new float[] {1, 2})))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 of 3 points against 1 of 2");
  }

  @Test
  void mapsAreFinite() {
    assertThatThrownBy(() -> RankedMap.of(new float[] {1, Float.NaN}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("point 1 is NaN");
    assertThatThrownBy(() -> RankedMap.of(new float[] {Float.NEGATIVE_INFINITY}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> RankedMap.of(new float[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
