package org.ecglens.ecg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PeakToPeakTest {
  /** Two leads at 500 Hz, triangles between 0 and their heights. */
  private static Optional<String> problem(String unit, int samples, double one, double other) {
    float[] signal = new float[2 * samples];
    for (int i = 0; i < samples; i++) {
      signal[i] = (float) (i % 2 * one);
      signal[samples + i] = (float) (i % 2 * other);
    }
    signal[3] = Float.NaN;
    return PeakToPeak.implausible(
        new Ecg(
            "r",
            null,
            "test",
            Ecg.Kind.RHYTHM,
            List.of("I", "II"),
            500,
            unit,
            signal,
            Map.of(),
            Waves.NONE));
  }

  @Test
  void everyLeadIsTooSmallOrTooLarge() {
    assertThat(problem("uV", 500, 1.81, 0.5))
        .contains("no lead exceeds 1.81 uV from peak to peak, too little");
    assertThat(problem("uV", 500, 1.8, 21)).isEmpty();
    assertThat(problem("mV", 500, 1.8, 0.5)).isEmpty();
    assertThat(problem("V", 500, 1.8, 0.5))
        .contains("every lead exceeds 500 mV from peak to peak, too much");
    assertThat(problem("uV", 500, 60_000, 49_000)).isEmpty();
  }

  @Test
  void whatCannotBeJudgedIsNot() {
    assertThat(problem("uV", 199, 1, 1)).as("too short for a beat").isEmpty();
    assertThat(problem("adu", 500, 1, 1)).isEmpty();
    assertThat(problem("uV", 500, 0, 0)).as("flat").isEmpty();
    assertThat(problem("uV", 500, 0, 1)).as("one flat lead").isPresent();
  }
}
