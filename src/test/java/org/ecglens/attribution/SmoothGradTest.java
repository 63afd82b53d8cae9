package org.ecglens.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
        new SmoothGrad(draws, new InputNoise(sigma, false), PointRule.SALIENCY, true)
            .attribute(batch)[0][0].values();
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
        new SmoothGrad(draws, new InputNoise(sigma, false), PointRule.SALIENCY, false)
            .attribute(batch)[0][0].values();
    for (int i = 0; i < values.length; i++) {
      double deviation = 2 * sigma * norm(i);
      double ratio = network.b[i] / deviation;
      double folded =
          deviation * Math.sqrt(2 / Math.PI) * Math.exp(-ratio * ratio / 2)
              + network.b[i] * org.apache.commons.math3.special.Erf.erf(ratio / Math.sqrt(2));
      assertThat((double) values[i]).isCloseTo(folded, within(4 * deviation / Math.sqrt(draws)));
    }
  }

  /** Mean square and variance of a normal number with the mean 2Qx + b and deviation 2σ|Q_i|. */
  @Test
  void squareAndVarianceAreThoseOfANormalNumber() {
    int draws = 5000;
    InputNoise noise = new InputNoise(0.3, false);
    ExplainableBatch batch = Batches.of(network, new int[] {0}, signal);
    float[] squares = values(new SmoothGradSquared(draws, noise, PointRule.SALIENCY), batch);
    float[] variances = values(new VarGrad(draws, noise, PointRule.SALIENCY, true), batch);
    double[] x = Batches.doubles(signal);
    for (int i = 0; i < squares.length; i++) {
      double mean = 2 * network.product(x, i) + network.b[i];
      double variance = Math.pow(2 * 0.3 * norm(i), 2);
      double errorOfVariance = variance * Math.sqrt(2.0 / draws);
      double errorOfSquare = errorOfVariance + 2 * Math.abs(mean) * Math.sqrt(variance / draws);
      assertThat((double) variances[i]).isCloseTo(variance, within(4 * errorOfVariance));
      assertThat((double) squares[i]).isCloseTo(mean * mean + variance, within(4 * errorOfSquare));
    }
  }

  /** All of them see the same copies: Var g = mean g² − (mean g)². */
  @ParameterizedTest
  @EnumSource(PointRule.class)
  void methodsShareTheirNoise(PointRule of) {
    InputNoise noise = new InputNoise(0.5, false);
    ExplainableBatch batch = Batches.of(network, new int[] {0}, signal);
    float[] mean = values(new SmoothGrad(20, noise, of, true), batch);
    float[] square = values(new SmoothGradSquared(20, noise, of), batch);
    float[] variance = values(new VarGrad(20, noise, of, true), batch);
    float[] size = values(new SmoothGrad(20, noise, of, false), batch);
    float[] ofSize = values(new VarGrad(20, noise, of, false), batch);
    for (int i = 0; i < mean.length; i++) {
      double slack = 1e-5 * (1 + square[i]);
      assertThat(square[i] - mean[i] * mean[i]).isCloseTo(variance[i], within((float) slack));
      assertThat(square[i] - size[i] * size[i]).isCloseTo(ofSize[i], within((float) slack));
    }
  }

  @Test
  void withoutNoiseTheMapIsThatOfTheMethodAndDoesNotVary() {
    InputNoise none = new InputNoise(0, false);
    ExplainableBatch batch = Batches.of(network, new int[] {0}, signal);
    assertThat(values(new SmoothGrad(3, none, PointRule.INPUT_X_GRADIENT, true), batch))
        .containsExactly(values(new InputXGradient(), batch), within(1e-6f));
    assertThat(values(new VarGrad(3, none, PointRule.GUIDED_BACKPROP, true), batch))
        .containsOnly(0);
    assertThat(new SmoothGradSquared(3, none, PointRule.INPUT_X_GRADIENT).multipliesByInput())
        .isTrue();
    assertThat(new VarGrad(3, none, PointRule.SALIENCY, true).multipliesByInput()).isFalse();
  }

  private static float[] values(AttributionMethod method, ExplainableBatch batch) {
    return method.attribute(batch)[0][0].values();
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
        .isEqualTo(new SmoothGrad(25, new InputNoise(0.02, true), PointRule.SALIENCY, false));
    assertThat(Methods.create("smoothgrad", Preset.CAPTUM, Map.of()))
        .isEqualTo(new SmoothGrad(5, new InputNoise(1, false), PointRule.SALIENCY, false));
    assertThat(Methods.create("smoothgrad", Preset.CAPTUM, Map.of("smoothgrad.sigma", "0.1")))
        .isEqualTo(new SmoothGrad(5, new InputNoise(0.1, true), PointRule.SALIENCY, false));
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
