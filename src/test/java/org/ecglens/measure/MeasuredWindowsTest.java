package org.ecglens.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Labels;
import org.ecglens.ecg.Waves;
import org.junit.jupiter.api.Test;

/** Long strips of one beat repeated, whose rate and waves are known. */
class MeasuredWindowsTest {
  private static final double RATE_HZ = 250;

  /** Beats at one distance in the first half and another in the second, in s. */
  private static Ecg strip(double seconds, double early, double late) {
    int samples = (int) (seconds * RATE_HZ);
    float[] signal = new float[2 * samples];
    double next = 0.5;
    while (next < seconds + 1) {
      for (int t = Math.max(0, (int) ((next - 0.4) * RATE_HZ));
          t < Math.min(samples, (next + 0.6) * RATE_HZ);
          t++) {
        double at = t / RATE_HZ - next;
        double value =
            wave(at, -0.16, 0.02, 120) + wave(at, 0, 0.012, 1000) + wave(at, 0.27, 0.04, 300);
        signal[t] += (float) value;
        signal[samples + t] += (float) (0.7 * value);
      }
      next += next < seconds / 2 ? early : late;
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

  @Test
  void aLongStripIsMeasuredAsAShortOne() {
    Measurement minute = Measurement.of(strip(60, 0.8, 0.8), MedianBeatShape.DEFAULT);
    Ecg longer = strip(1500, 0.8, 0.8);
    Measurement all = Measurement.of(longer, MedianBeatShape.DEFAULT);
    assertThat(MeasuredWindows.count(longer)).isEqualTo(5);
    assertThat(all.labels().keySet()).isEqualTo(minute.labels().keySet());
    assertThat(all.labels().get(Labels.RATE)).isCloseTo(75, within(0.3));
    minute
        .labels()
        .forEach(
            (label, value) -> assertThat(all.labels().get(label)).isCloseTo(value, within(4.0)));
    // The waves are those of a beat in a window, in samples of the whole.
    double beat = (all.waves().qrsPeak() / RATE_HZ - 0.5) / 0.8;
    assertThat(beat).isCloseTo(Math.rint(beat), within(0.02)).isGreaterThan(100);
    assertThat(all.median().orElseThrow().samples()).isEqualTo(600);
  }

  @Test
  void theRateIsTheMedianOfTheWindows() {
    Ecg ecg = strip(1500, 0.8, 1.0);
    // Windows at 150, 450, 750 s and two later: three of five are not faster than 60.
    assertThat(Measurement.of(ecg, MedianBeatShape.DEFAULT).labels().get(Labels.RATE))
        .isBetween(60.0, 68.0);
  }

  @Test
  void fiveMinutesAreMeasuredWhole() {
    assertThat(MeasuredWindows.apply(strip(300, 1, 1))).isFalse();
    assertThat(MeasuredWindows.apply(strip(301, 1, 1))).isTrue();
  }
}
