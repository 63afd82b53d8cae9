package org.ecglens.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Beats of a known shape, with and without a sinusoid of the mains. */
class MainsHumTest {
  private static final int SAMPLES = 5000;

  private static double[] beats() {
    double[] x = new double[SAMPLES];
    for (int t = 0; t < SAMPLES; t++) {
      double at = t % 400 - 200.0;
      x[t] = 1000 * Math.exp(-at * at / 50) + 300 * Math.exp(-(at - 130) * (at - 130) / 800);
    }
    return x;
  }

  @ParameterizedTest
  @ValueSource(doubles = {50, 60})
  void itsSinusoidIsTakenOutAndTheBeatsStay(double hz) {
    double[] expected = beats();
    double[] x = beats();
    for (int t = 0; t < SAMPLES; t++) {
      x[t] += 120 * Math.sin(2 * Math.PI * hz * t / RhythmStrip.RATE_HZ + 1);
    }
    MainsHum.remove(x);
    for (int t = 0; t < SAMPLES; t++) {
      assertThat(x[t]).isCloseTo(expected[t], within(12.0));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 5})
  void littleHumIsLeftAsItIs(double amplitude) {
    double[] expected = beats();
    for (int t = 0; t < SAMPLES; t++) {
      expected[t] += amplitude * Math.sin(2 * Math.PI * 50 * t / RhythmStrip.RATE_HZ);
    }
    double[] x = expected.clone();
    MainsHum.remove(x);
    assertThat(x).isEqualTo(expected);
  }
}
