package org.ecglens.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SmoothGradTest {
  private final FakeNetwork.Quadratic network = new FakeNetwork.Quadratic(1, 5, 1);
  private final float[] signal = Batches.signals(1, 5).get(0);

  /** The gradient 2Q(x + ε) + b has the mean 2Qx + b and the deviation 2σ|Q_i|. */
  @Test
  void signedMeanIsTheGradientOfAQuadratic() {
    int draws = 5000;
    double sigma = 0.3;
    ExplainableBatch batch = Batches.of(network, new int[] {0}, signal);
    float[] values =
        new SmoothGrad(draws, new InputNoise(sigma, false), true).attribute(batch)[0][0].values();
    double[] x = Batches.doubles(signal);
    double squares = 0;
    for (int i = 0; i < values.length; i++) {
      double error = 2 * sigma * norm(i) / Math.sqrt(draws);
      double z = (values[i] - 2 * network.product(x, i) - network.b[i]) / error;
      assertThat(z).isBetween(-4.0, 4.0);
      squares += z * z;
    }
    // Without noise z would be 0 everywhere.
    assertThat(squares).isGreaterThan(0.05);
  }

  /**
   * At the minimum of the gradient it is normal about b, whose absolute value is a folded normal.
   */
  @Test
  void meanOfTheAbsoluteValueIsThatOfAFoldedNormal() {
    int draws = 5000;
    double sigma = 2;
    ExplainableBatch batch = Batches.of(network, new int[] {0}, new float[5]);
    float[] values =
        new SmoothGrad(draws, new InputNoise(sigma, false), false).attribute(batch)[0][0].values();
    for (int i = 0; i < values.length; i++) {
      double deviation = 2 * sigma * norm(i);
      double ratio = network.b[i] / deviation;
      double folded =
          deviation * Math.sqrt(2 / Math.PI) * Math.exp(-ratio * ratio / 2)
              + network.b[i] * org.apache.commons.math3.special.Erf.erf(ratio / Math.sqrt(2));
      assertThat((double) values[i]).isCloseTo(folded, within(4 * deviation / Math.sqrt(draws)));
    }
  }

  @Test
  void relativeNoiseIsAShareOfTheRangeOverAllLeads() {
    assertThat(new InputNoise(0.02, true).of(new float[] {-300, 10, 700})).isEqualTo(20);
    assertThat(new InputNoise(1, false).of(new float[] {-300, 10, 700})).isEqualTo(1);
    assertThat(new InputNoise(0.02, true).of(new float[] {5, 5})).isZero();
  }

  @Test
  void presetsAreMadeOfTheirConstants() {
    assertThat(Methods.create("smoothgrad", Preset.PAPER, Map.of()))
        .isEqualTo(new SmoothGrad(25, new InputNoise(0.02, true), false));
    assertThat(Methods.create("smoothgrad", Preset.CAPTUM, Map.of()))
        .isEqualTo(new SmoothGrad(5, new InputNoise(1, false), false));
    assertThat(Methods.create("smoothgrad", Preset.CAPTUM, Map.of("smoothgrad.sigma", "0.1")))
        .isEqualTo(new SmoothGrad(5, new InputNoise(0.1, true), false));
    assertThat(Methods.create("gradient-shap", Preset.PAPER, Map.of()))
        .isEqualTo(new GradientShap(50, new InputNoise(0.02, true), Baseline.zero(), false));
    assertThat(Methods.create("gradient-shap", Preset.CAPTUM, Map.of()))
        .isEqualTo(new GradientShap(5, new InputNoise(0, true), Baseline.zero(), true));
  }

  @Test
  void anotherSeedGivesOtherNoise() {
    AttributionMethod method = Methods.create("smoothgrad", Preset.CAPTUM, Map.of());
    float[] one = values(method, 1);
    assertThat(values(method, 1)).isEqualTo(one);
    assertThat(values(method, 2)).isNotEqualTo(one);
  }

  private float[] values(AttributionMethod method, long seed) {
    ExplainableBatch batch =
        Batches.of(network, seed, new int[] {0}, List.of("record"), List.of(signal));
    return method.attribute(batch)[0][0].values();
  }

  private double norm(int row) {
    double sum = 0;
    for (double value : network.q[row]) {
      sum += value * value;
    }
    return Math.sqrt(sum);
  }
}
