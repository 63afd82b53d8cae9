package org.ecglens.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Labels;
import org.ecglens.ecg.Waves;
import org.junit.jupiter.api.Test;

/** Strips in which nobody could say where T ends: one QT would be wrong in half of the beats. */
class UncertainEndTest {
  private static final double RATE_HZ = 500;
  private static final List<String> LEADS = List.of("I", "II", "V1", "V2", "V5", "V6");

  /** Twelve beats; the T wave of every other one ends later, s. */
  private static Ecg strip(double later) {
    int samples = (int) (10 * RATE_HZ);
    float[] signal = new float[LEADS.size() * samples];
    for (int beat = 0; beat < 12; beat++) {
      for (int t = 0; t < samples; t++) {
        double at = t / RATE_HZ - 0.4 - 0.8 * beat;
        double value =
            wave(at, -0.16, 0.02, 100)
                + wave(at, 0, 0.012, 1000)
                + wave(at, 0.22 + (beat % 2 == 0 ? 0 : later), 0.035, 300);
        for (int lead = 0; lead < LEADS.size(); lead++) {
          signal[lead * samples + t] += (float) (value * (1 - 0.1 * lead));
        }
      }
    }
    return new Ecg(
        "a", null, "test", Ecg.Kind.RHYTHM, LEADS, RATE_HZ, "uV", signal, Map.of(), Waves.NONE);
  }

  private static double wave(double at, double centre, double width, double height) {
    return height * Math.exp(-0.5 * (at - centre) * (at - centre) / (width * width));
  }

  @Test
  void beatsThatDisagreeHaveNoQt() {
    Measurement measured = Measurement.of(strip(0.1), MedianBeatShape.DEFAULT);
    assertThat(measured.labels())
        .containsKeys(Labels.RATE, Labels.PR, Labels.QRS, Labels.R, Labels.J)
        .doesNotContainKeys(Labels.QT, Labels.T);
    assertThat(measured.reasons().get(Labels.QT)).contains("half of the beats");
    assertThat(measured.reasons().get(Labels.T)).contains("half of the beats");
    assertThat(measured.waves().tOffset()).isNull();
  }

  @Test
  void smallAlternansIsMeasured() {
    assertThat(Measurement.of(strip(0.01), MedianBeatShape.DEFAULT).labels())
        .containsKeys(Labels.QT, Labels.T);
  }
}
