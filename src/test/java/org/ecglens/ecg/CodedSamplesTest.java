package org.ecglens.ecg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CodedSamplesTest {
  private static List<String> of(String unit, float... signal) {
    return CodedSamples.of(
        new Ecg(
            "r",
            null,
            "test",
            Ecg.Kind.RHYTHM,
            List.of("V2"),
            500,
            unit,
            signal,
            Map.of(),
            Waves.NONE));
  }

  @Test
  void aValueFarFromAllOthersThatRepeatsIsACode() {
    assertThat(of("uV", 10, -9999, 300, -9999, Float.NaN))
        .singleElement()
        .asString()
        .contains("lead V2: 2 samples are exactly -9999.0 uV", "beyond 300.0");
    assertThat(of("mV", 1, 32.767f, 32.767f)).hasSize(1);
  }

  @Test
  void othersAreNone() {
    assertThat(of("uV", 10, -9999, 300)).as("once").isEmpty();
    assertThat(of("uV", 8000, 8000, 6000, 300)).as("clipped").isEmpty();
    assertThat(of("uV", 1200, 1200, 10)).as("a wave").isEmpty();
    assertThat(of("uV", 9999, 9999)).as("constant").isEmpty();
    assertThat(of("adu", 1, 9999, 9999)).as("no voltage").isEmpty();
  }
}
