package org.ecglens.perturbation;

import static org.assertj.core.api.Assertions.assertThat;

import org.ecglens.ecg.Waves;
import org.junit.jupiter.api.Test;

class WaveTest {
  private static final Waves LIMITS = new Waves(0, 1, 2, null, null, null, 2, 4, 5);

  @Test
  void aWaveBecomesAStraightLineInEveryLead() {
    float[] signal = {1, 9, 3, 7, 7, 0, -2, 5, 2, 4, 4, 8};
    assertThat(Wave.P.blanked(signal, 6, LIMITS))
        .hasValue(new float[] {1, 2, 3, 7, 7, 0, -2, 0, 2, 4, 4, 8});
    assertThat(Wave.T.blanked(signal, 6, LIMITS))
        .hasValue(new float[] {1, 9, 3, 2, 1, 0, -2, 5, 2, 4, 6, 8});
    assertThat(signal[1]).isEqualTo(9);
  }

  @Test
  void whatHasNoLimitsInTheSignalIsLeft() {
    assertThat(Wave.QRS.blanked(new float[6], 6, LIMITS)).isEmpty();
    assertThat(Wave.T.blanked(new float[10], 5, LIMITS)).isEmpty();
    assertThat(Wave.P.blanked(new float[6], 6, Waves.NONE)).isEmpty();
  }
}
