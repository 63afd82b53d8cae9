package org.ecglens.metric.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.ecglens.ecg.Lead;
import org.ecglens.ecg.Waves;
import org.ecglens.metric.ScoreValue;
import org.junit.jupiter.api.Test;

class LocalisationTest {
  private static final int LEADS = 12;
  private static final int SAMPLES = 600;
  private static final Region TRUTH = new Region(300, 399, 10);
  private static final boolean[] MASK = TRUTH.mask(LEADS, SAMPLES);
  private static final double AREA = 100.0 / (LEADS * SAMPLES);

  private static Map<MapMetric, ScoreValue> scores(float[] map) {
    return Localisation.against(RankedMap.of(map), MASK);
  }

  private static void check(float[] map, MapMetric metric, double expected, double tolerance) {
    assertThat(scores(map).get(metric).value())
        .as(metric.label())
        .isCloseTo(expected, within(tolerance));
  }

  private static float[] truth(float inside, float outside) {
    float[] map = new float[MASK.length];
    for (int point = 0; point < map.length; point++) {
      map[point] = MASK[point] ? inside : outside;
    }
    return map;
  }

  @Test
  void theTruthScoresBest() {
    float[] truth = truth(-2, 0);
    check(truth, MapMetric.WAVE_SHARE, 1, 1e-12);
    check(truth, MapMetric.WAVE_SHARE_OVER_AREA, 1 / AREA, 1e-9);
    check(truth, MapMetric.POINTING_GAME, 1, 0);
    check(truth, MapMetric.RANK_ACCURACY, 1, 0);
    check(truth, MapMetric.AUPRC, 1, 1e-12);
  }

  @Test
  void theOppositeScoresWorst() {
    float[] opposite = truth(0, 1);
    check(opposite, MapMetric.WAVE_SHARE, 0, 0);
    check(opposite, MapMetric.WAVE_SHARE_OVER_AREA, 0, 0);
    check(opposite, MapMetric.POINTING_GAME, 0, 0);
    check(opposite, MapMetric.RANK_ACCURACY, 0, 0);
    // every point of the mask is found last, all at once
    check(opposite, MapMetric.AUPRC, AREA, 1e-12);
  }

  @Test
  void theWorstRankingHasTheLeastPrecision() {
    float[] map = truth(0, 100);
    int last = 0;
    for (int point = 0; point < map.length; point++) {
      map[point] = MASK[point] ? 100 - last++ / 100f : 200;
    }
    double least = 0;
    for (int i = 1; i <= 100; i++) {
      least += i / (MASK.length - 100.0 + i) / 100;
    }
    check(map, MapMetric.AUPRC, least, 1e-9);
  }

  @Test
  void aConstantMapScoresLikeChance() {
    float[] constant = truth(3, 3);
    check(constant, MapMetric.WAVE_SHARE, AREA, 1e-12);
    check(constant, MapMetric.WAVE_SHARE_OVER_AREA, 1, 1e-9);
    check(constant, MapMetric.POINTING_GAME, AREA, 1e-12);
    check(constant, MapMetric.RANK_ACCURACY, AREA, 1e-12);
    check(constant, MapMetric.AUPRC, AREA, 1e-12);
  }

  @Test
  void randomMapsScoreLikeChance() {
    Random random = new Random(5);
    int maps = 200;
    double hits = 0;
    double share = 0;
    for (int i = 0; i < maps; i++) {
      float[] map = new float[MASK.length];
      for (int point = 0; point < map.length; point++) {
        map[point] = (float) random.nextGaussian();
      }
      hits += Localisation.rankAccuracy(RankedMap.of(map), MASK).value() * 100;
      share += Localisation.shareOverArea(RankedMap.of(map), MASK).value() / maps;
    }
    // 100 draws a map without replacement; |N(0, 1)| has mean 0.798 and deviation 0.603
    double expected = maps * 100 * AREA;
    assertThat(hits).isCloseTo(expected, within(4 * Math.sqrt(expected)));
    assertThat(share).isCloseTo(1, within(4 * 0.603 / 0.798 / Math.sqrt(100.0 * maps)));
  }

  @Test
  void theOrderOfLeadsDoesNotDecideTies() {
    // the same in every lead, as maps of Grad-CAM are
    float[] map = new float[MASK.length];
    for (int point = 0; point < map.length; point++) {
      int sample = point % SAMPLES;
      map[point] = sample >= 300 && sample < 400 ? 500 - sample : 0;
    }
    check(map, MapMetric.POINTING_GAME, 1.0 / LEADS, 1e-12);
    check(map, MapMetric.RANK_ACCURACY, 1.0 / LEADS, 0.01);
    check(map, MapMetric.AUPRC, 1.0 / LEADS, 1e-12);
    check(map, MapMetric.WAVE_SHARE, 1.0 / LEADS, 1e-12);
  }

  @Test
  void tiesAtTheLastPlaceCountInProportion() {
    boolean[] mask = {true, true, false, false, false};
    // the first place is in the mask; of three tied at the second one is
    assertThat(Localisation.rankAccuracy(RankedMap.of(new float[] {9, 4, -4, 4, 1}), mask).value())
        .isCloseTo((1 + 1.0 / 3) / 2, within(1e-12));
  }

  @Test
  void withoutMaskOrRelevanceThereIsNoScore() {
    for (ScoreValue outcome :
        Localisation.against(RankedMap.of(truth(1, 0)), new boolean[MASK.length]).values()) {
      assertThat(outcome).isEqualTo(ScoreValue.none("the mask is empty"));
    }
    for (ScoreValue outcome : scores(new float[MASK.length]).values()) {
      assertThat(outcome).isEqualTo(ScoreValue.none(RankedMap.ZERO));
    }
    RankedMap map = RankedMap.of(new float[] {1});
    assertThatThrownBy(() -> Localisation.share(map, MASK))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("7200 points for a map of 1");
  }

  @Test
  void wavesAndRestShareTheRelevance() {
    // 2 leads of 10 samples: P 1–2, QRS 4–5, T 7–9
    float[] map = new float[20];
    Arrays.fill(map, 1);
    map[4] = -3;
    map[19] = 5;
    Waves waves = new Waves(1, null, 2, 4, null, 5, 7, null, 9);
    List<Localisation.Share> shares = Localisation.waveShares(map, 10, waves);
    assertThat(shares)
        .extracting(Localisation.Share::part)
        .containsExactly("P", "QRS", "T", "rest");
    assertThat(shares)
        .extracting(share -> share.share().value())
        .containsExactly(4.0 / 26, 6.0 / 26, 10.0 / 26, 6.0 / 26);
    assertThat(shares.get(0).overArea().value()).isCloseTo(4.0 / 26 / 0.2, within(1e-12));
    assertThat(shares.get(3).overArea().value()).isCloseTo(6.0 / 26 / 0.3, within(1e-12));
  }

  @Test
  void absentWavesHaveNoShare() {
    float[] map = {1, 1, 1, 1};
    Waves noP = new Waves(null, null, null, 1, null, 2, 2, null, 9);
    List<Localisation.Share> shares = Localisation.waveShares(map, 4, noP);
    assertThat(shares.get(0).share()).isEqualTo(ScoreValue.none("the record has no such wave"));
    assertThat(shares.get(1).share().value()).isEqualTo(0.5);
    assertThat(shares.get(2).share().value()).isNull(); // beyond the record
    assertThat(shares.get(3).share().value()).isEqualTo(0.5);
    assertThat(Localisation.waveShares(map, 4, Waves.NONE))
        .extracting(share -> share.share().value())
        .containsOnlyNulls();
    Waves all = new Waves(0, null, 0, 1, null, 2, 3, null, 3);
    Localisation.Share rest = Localisation.waveShares(map, 4, all).get(3);
    assertThat(rest.share().value()).isZero();
    assertThat(rest.overArea().value()).isNull();
    assertThat(Localisation.waveShares(new float[4], 4, all))
        .extracting(share -> share.share().reason())
        .containsOnly(RankedMap.ZERO);
  }

  @Test
  void leadsShareTheRelevance() {
    List<Localisation.Share> shares = Localisation.leadShares(truth(2, 0), Lead.STANDARD);
    assertThat(shares)
        .extracting(Localisation.Share::part)
        .containsExactlyElementsOf(Lead.STANDARD);
    assertThat(shares.get(10).share().value()).isEqualTo(1);
    assertThat(shares.get(10).overArea().value()).isCloseTo(12, within(1e-12));
    assertThat(shares.get(0).share().value()).isZero();
  }
}
