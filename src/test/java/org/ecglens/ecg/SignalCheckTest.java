package org.ecglens.ecg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignalCheckTest {
  @Test
  void soundRecordHasNoDefects() {
    assertThat(SignalCheck.defects(ecg(List.of("I", "II"), 1, 2, 0, 0), 2)).isEmpty();
  }

  @Test
  void notFiniteSampleIsNamed() {
    assertThat(SignalCheck.defects(ecg(List.of("I", "II"), 1, 2, 3, Float.NaN)))
        .containsExactly(new Defect(Defect.Reason.NOT_FINITE, "lead II, sample 1: NaN"));
    assertThat(SignalCheck.defects(ecg(List.of("I"), Float.NEGATIVE_INFINITY, 2)))
        .containsExactly(new Defect(Defect.Reason.NOT_FINITE, "lead I, sample 0: -Infinity"));
  }

  @Test
  void flatLeadsAreADefectOnlyTogether() {
    assertThat(SignalCheck.defects(ecg(List.of("I", "II"), 1, 1, -2, -2)))
        .extracting(Defect::reason)
        .containsExactly(Defect.Reason.FLAT);
  }

  @Test
  void emptySignalAndWrongLeadsAreDefects() {
    assertThat(SignalCheck.defects(ecg(List.of("I", "i"))))
        .extracting(Defect::reason)
        .containsExactly(Defect.Reason.DUPLICATE_LEAD, Defect.Reason.NO_SAMPLES);
    assertThat(SignalCheck.defects(ecg(List.of("I"), 1, 2), 12))
        .containsExactly(new Defect(Defect.Reason.LEAD_COUNT, "1 leads [I] instead of 12"));
  }

  private static Ecg ecg(List<String> leads, float... signal) {
    return new Ecg(
        "r", null, "test", Ecg.Kind.RHYTHM, leads, 500, "uV", signal, Map.of(), Waves.NONE);
  }
}
