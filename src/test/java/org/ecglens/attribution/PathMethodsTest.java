package org.ecglens.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathMethodsTest {
  private static final int POINTS = 6;

  private final FakeNetwork.Quadratic quadratic = new FakeNetwork.Quadratic(2, 3, 2);
  private final List<float[]> signals = Batches.signals(4, POINTS);

  /** The mean gradient of x'Qx + b'x between x′ and x is Q(x + x′) + b. */
  @ParameterizedTest
  @ValueSource(strings = {"zero", "mean", "-0.75"})
  void integratedGradientsOfAQuadraticAreExact(String baseline) {
    ExplainableBatch batch = Batches.of(quadratic, new int[] {1}, signals.toArray(float[][]::new));
    Baseline reference = Baseline.parse(baseline);
    for (Quadrature.Rule rule : Quadrature.Rule.values()) {
      Attribution[][] plain = new IntegratedGradients(2, rule, reference, false).attribute(batch);
      Attribution[][] multiplied =
          new IntegratedGradients(2, rule, reference, true).attribute(batch);
      for (int record = 0; record < batch.records(); record++) {
        double[] x = Batches.doubles(batch.signal(record));
        double[] base = Batches.doubles(reference.of(batch, record));
        for (int i = 0; i < POINTS; i++) {
          double mean = 2 * (quadratic.product(x, i) + quadratic.product(base, i) + quadratic.b[i]);
          assertThat(plain[record][0].values()[i]).isCloseTo((float) mean, within(1e-5f));
          assertThat(multiplied[record][0].values()[i])
              .isCloseTo((float) (mean * (x[i] - base[i])), within(1e-5f));
        }
        assertThat(plain[record][0].delta()).isCloseTo(0, within(1e-5));
        assertThat(multiplied[record][0].delta()).isEqualTo(plain[record][0].delta());
      }
    }
  }

  /** One node is the midpoint, behind the corner of relu(x − ¼): it takes the slope for 1. */
  @Test
  void gapTellsWhatTheQuadratureMisses() {
    FakeNetwork ramp =
        new FakeNetwork.Hidden(
            1, 1, new double[][] {{1}}, new double[] {-0.25}, new double[][] {{1}}, List.of(1, 1));
    Attribution attribution =
        new IntegratedGradients(1, Quadrature.Rule.GAUSS_LEGENDRE, Baseline.zero(), false)
            .attribute(Batches.of(ramp, new int[] {0}, new float[] {1}))[0][0];
    // Gradient 1 at the midpoint, F(1) − F(0) = 0.75.
    assertThat(attribution.values()).containsExactly(1);
    assertThat(attribution.delta()).isEqualTo(0.25);
  }

  /** h = (x0 + x1 − 1, x0 − x1), F = 2·relu(h0) − relu(h1). */
  @Test
  void deepLiftSharesOutTheChange() {
    FakeNetwork network =
        new FakeNetwork.Hidden(
            1,
            2,
            new double[][] {{1, 1}, {1, -1}},
            new double[] {-1, 0},
            new double[][] {{2, -1}},
            List.of(2, 1));
    ExplainableBatch batch =
        Batches.of(network, new int[] {0}, new float[] {2, 1}, new float[] {0, 4});
    Attribution[][] paper = Methods.create("deeplift", Preset.PAPER, Map.of()).attribute(batch);
    // h from (−1, 0) to (2, 1): multipliers 2·2/3 and −1, hence 4/3 − 1 and 4/3 + 1.
    assertThat(paper[0][0].values()).containsExactly(1 / 3f, 7 / 3f);
    // h from (−1, 0) to (3, −4): multipliers 2·3/4 and 0.
    assertThat(paper[1][0].values()).containsExactly(1.5f, 1.5f);
    Attribution[][] captum = Methods.create("deeplift", Preset.CAPTUM, Map.of()).attribute(batch);
    assertThat(captum[0][0].values()).containsExactly(2 / 3f, 7 / 3f);
    assertThat(captum[1][0].values()).containsExactly(0, 6);
    for (Attribution[] record : paper) {
      assertThat(record[0].delta()).isCloseTo(0, within(1e-6));
    }
    // The mean of (3, 2) is (2.5, 2.5), h from (4, 0) to (4, 1): the derivative 2 where nothing
    // changes, and −1.
    Attribution mean =
        Methods.create("deeplift", Preset.CAPTUM, Map.of("deeplift.baseline", "mean"))
            .attribute(Batches.of(network, new int[] {0}, new float[] {3, 2}))[0][0];
    assertThat(mean.values()).containsExactly(0.5f, -1.5f);
    assertThat(mean.delta()).isZero();
  }

  /** With u ~ U(0, 1): 2u(Qx) + b has the mean Qx + b and the deviation 2|Qx| / √12. */
  @Test
  void gradientShapHasTheMeanOfThePath() {
    int draws = 4000;
    ExplainableBatch batch = Batches.of(quadratic, new int[] {0}, signals.toArray(float[][]::new));
    GradientShap method = new GradientShap(draws, new InputNoise(0, true), Baseline.zero(), false);
    Attribution[][] attributions = method.attribute(batch);
    for (int record = 0; record < batch.records(); record++) {
      double[] x = Batches.doubles(batch.signal(record));
      for (int i = 0; i < POINTS; i++) {
        double product = quadratic.product(x, i);
        double error = Math.abs(product) / Math.sqrt(3.0 * draws);
        assertThat((double) attributions[record][0].values()[i])
            .isCloseTo(product + quadratic.b[i], within(4 * error + 1e-5));
        assertThat(attributions[record][0].delta()).isNull();
      }
    }
  }

  /**
   * With noise and multiplied, the mean of (x + ε)_i (2u Q(x + ε) + b)_i is x_i (Qx + b)_i + σ²
   * Q_ii.
   */
  @Test
  void multipliedGradientShapUsesTheSameNoiseTwice() {
    int seeds = 25;
    double sigma = 0.8;
    float[] signal = signals.get(0);
    double[] x = Batches.doubles(signal);
    GradientShap method =
        new GradientShap(400, new InputNoise(sigma, false), Baseline.zero(), true);
    double[] sums = new double[POINTS];
    double[] squares = new double[POINTS];
    for (int seed = 0; seed < seeds; seed++) {
      ExplainableBatch batch =
          Batches.of(quadratic, seed, new int[] {0}, List.of("record"), List.of(signal));
      float[] values = method.attribute(batch)[0][0].values();
      for (int i = 0; i < POINTS; i++) {
        sums[i] += values[i];
        squares[i] += values[i] * values[i];
      }
    }
    for (int i = 0; i < POINTS; i++) {
      double mean = sums[i] / seeds;
      double error = Math.sqrt((squares[i] / seeds - mean * mean) / (seeds - 1));
      double expected =
          x[i] * (quadratic.product(x, i) + quadratic.b[i]) + sigma * sigma * quadratic.q[i][i];
      assertThat(mean).isCloseTo(expected, within(4.5 * error));
    }
  }

  @Test
  void captumGradientShapIsMultipliedWithoutNoise() {
    ExplainableBatch batch = Batches.of(quadratic, new int[] {0}, signals.get(1));
    float[] multiplied =
        Methods.create("gradient-shap", Preset.CAPTUM, Map.of()).attribute(batch)[0][0].values();
    float[] plain =
        Methods.create("gradient-shap", Preset.CAPTUM, Map.of("gradient-shap.multiply", "false"))
            .attribute(batch)[0][0]
            .values();
    for (int i = 0; i < POINTS; i++) {
      assertThat(multiplied[i]).isCloseTo(plain[i] * signals.get(1)[i], within(1e-5f));
    }
  }
}
