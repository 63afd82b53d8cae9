package org.ecglens.ecg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class AmplitudeLimitTest {
  private static final List<String> LEADS = List.of("I", "V5");
  private static final AmplitudeLimit LIMIT = new AmplitudeLimit(50);

  @Test
  void theLargestSampleIsNamed() {
    float[] signal = {1, -60_000, 3, 4, 1e30f, 5};
    assertThat(LIMIT.exceeded(LEADS, "uV", signal).orElseThrow())
        .isEqualTo(
            new Defect(
                Defect.Reason.IMPLAUSIBLE_AMPLITUDE,
                "lead V5, sample 1: 1.0E30 uV is more than 50 mV; if the unit is right, raise"
                    + " --largest-amplitude (0 turns the check off)"));
  }

  @Test
  void theLimitIsInTheUnitOfTheRecord() {
    float[] signal = {50, -50, 0, 0};
    assertThat(LIMIT.exceeded(LEADS, "mV", signal)).isEmpty();
    assertThat(LIMIT.exceeded(LEADS, "V", signal)).isPresent();
    assertThat(LIMIT.exceeded(LEADS, "\u00b5V", new float[] {0, 0, 50_000, 0})).isEmpty();
    assertThat(LIMIT.exceeded(LEADS, "mv", new float[] {0, 0, -50.01f, 0})).isPresent();
    assertThat(new AmplitudeLimit(0.5).exceeded(LEADS, "mV", new float[] {0, 0.6f})).isPresent();
  }

  @Test
  void whatCannotBeJudgedIsNot() {
    float[] signal = {1e30f, 0};
    assertThat(LIMIT.exceeded(LEADS, "mmHg", signal)).isEmpty();
    assertThat(LIMIT.exceeded(LEADS, null, signal)).isEmpty();
    assertThat(AmplitudeLimit.NONE.exceeded(LEADS, "uV", signal)).isEmpty();
    assertThat(LIMIT.exceeded(LEADS, "uV", new float[] {Float.NaN, Float.POSITIVE_INFINITY}))
        .isEmpty();
    assertThat(LIMIT.exceeded(List.of(), "uV", signal)).isEmpty();
    assertThat(LIMIT.exceeded(LEADS, "uV", new float[0])).isEmpty();
    assertThatThrownBy(() -> new AmplitudeLimit(-1)).hasMessageContaining("-1.0 mV");
  }
}
