package org.ecglens.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Labels;
import org.ecglens.ecg.Waves;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same beat at rising rates: a low T wave, and a P wave higher than it that comes nearer. */
class FastHeartTest {
  private static final double RATE_HZ = 500;

  private static Ecg strip(double rr) {
    int samples = (int) (10 * RATE_HZ);
    float[] signal = new float[2 * samples];
    for (double beat = 0.3; beat < 11; beat += rr) {
      for (int t = 0; t < samples; t++) {
        double at = t / RATE_HZ - beat;
        double value =
            wave(at, -0.12, 0.015, 150) + wave(at, 0, 0.012, 1000) + wave(at, 0.22, 0.03, 110);
        signal[t] += (float) value;
        signal[samples + t] += (float) (0.6 * value);
      }
    }
    return new Ecg(
        "a",
        null,
        "test",
        Ecg.Kind.RHYTHM,
        List.of("II", "V5"),
        RATE_HZ,
        "uV",
        signal,
        Map.of(),
        Waves.NONE);
  }

  private static double wave(double at, double centre, double width, double height) {
    return height * Math.exp(-0.5 * (at - centre) * (at - centre) / (width * width));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.65, 0.58, 0.52, 0.48})
  void theNextPWaveIsNotTheEndOfT(double rr) {
    double slow = Measurement.of(strip(1), MedianBeatShape.DEFAULT).labels().get(Labels.QT);
    assertThat(Measurement.of(strip(rr), MedianBeatShape.DEFAULT).labels().get(Labels.QT))
        .isCloseTo(slow, within(25.0));
  }
}
