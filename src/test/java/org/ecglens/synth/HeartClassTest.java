package org.ecglens.synth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumMap;
import java.util.Map;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Labels;
import org.ecglens.ecg.Lead;
import org.ecglens.ecg.Waves;
import org.junit.jupiter.api.Test;

class HeartClassTest {
  private static final Map<HeartClass, Double> SHARES =
      Map.of(HeartClass.AF, 0.3, HeartClass.RBBB, 0.2, HeartClass.LQT, 0.25, HeartClass.STE, 0.5);
  private static final int RECORDS = 400;

  private static SyntheticEcg clean(Ecg.Kind kind) {
    return new SyntheticEcg(7, kind, RecordingNoise.NONE, SHARES);
  }

  private static double at(Ecg ecg, String lead, int sample) {
    return ecg.at(Lead.STANDARD.indexOf(lead), sample);
  }

  /** What cardiologists look for is there where the label is 1, and nowhere else. */
  @Test
  void labelsAreWhatIsSeen() {
    Map<HeartClass, Integer> found = new EnumMap<>(HeartClass.class);
    for (int number = 0; number < RECORDS; number++) {
      Ecg ecg = clean(Ecg.Kind.MEDIAN).record(number);
      Map<String, Double> labels = ecg.labels();
      Waves waves = ecg.waves();
      for (HeartClass one : HeartClass.values()) {
        found.merge(one, labels.get(one.name()) == 1 ? 1 : 0, Integer::sum);
      }
      assertThat(waves.pOnset() == null).isEqualTo(labels.get("AF") == 1);
      boolean blocked = labels.get("RBBB") == 1;
      assertThat(labels.get(Labels.QRS) >= 120).as("record %d", number).isEqualTo(blocked);
      int late = waves.qrsOnset() + (int) (labels.get(Labels.QRS) / 2 * 0.85);
      if (blocked && labels.get("STE") == 0) {
        assertThat(at(ecg, "V1", late)).as("late R in V1, record %d", number).isPositive();
        assertThat(at(ecg, "I", late)).as("wide S in I, record %d", number).isNegative();
      }
      double qtc = labels.get(Labels.QT) / Math.sqrt(60 / labels.get(Labels.RATE));
      assertThat(qtc > 470).as("QTc %s, record %d", qtc, number).isEqualTo(labels.get("LQT") == 1);
      double st = Math.max(at(ecg, "V2", waves.qrsOffset()), at(ecg, "V3", waves.qrsOffset()));
      if (labels.get("STE") == 1) {
        assertThat(st).as("ST in V2 and V3, record %d", number).isGreaterThan(150);
      }
    }
    SHARES.forEach(
        (one, share) ->
            assertThat((double) found.get(one) / RECORDS)
                .as(one.name())
                // Three standard errors of a share.
                .isCloseTo(share, within(3 * Math.sqrt(share * (1 - share) / RECORDS))));
  }

  @Test
  void recordsWithoutClassesAreAsEver() {
    Ecg usual = new SyntheticEcg(7, Ecg.Kind.RHYTHM).record(3);
    Ecg none =
        new SyntheticEcg(7, Ecg.Kind.RHYTHM, RecordingNoise.usual(Ecg.Kind.RHYTHM), Map.of())
            .record(3);
    assertThat(none.signal()).isEqualTo(usual.signal());
    assertThat(none.labels()).isEqualTo(usual.labels()).doesNotContainKeys("AF");
  }
}
