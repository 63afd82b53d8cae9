package org.ecglens.net.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlateauTest {
  /** The rates are what PyTorch 2.7's ReduceLROnPlateau(factor=0.5, patience=2) gives. */
  @Test
  void lowersTheRateAsPyTorchDoes() {
    double[] losses = {5, 4, 4, 4, 4, 3.9998, 3.9, 3.9, 3.95, 3.89999, 3.91, 3.92, 3.93, 3.7};
    Plateau plateau = Plateau.start(0.008);
    List<Double> rates = new ArrayList<>();
    for (double loss : losses) {
      plateau = plateau.after(loss, 0.5, 2);
      rates.add(plateau.rate());
    }
    assertThat(rates).containsExactly(RATES);
  }

  private static final Double[] RATES = {
    0.008, 0.008, 0.008, 0.008, 0.004, 0.004, 0.004, 0.004, 0.004, 0.002, 0.002, 0.002, 0.001, 0.001
  };
}
