package org.ecglens.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** h = (x0 + x1, x0 − 2·x1), F = 2·relu(h0) − 3·relu(h1), G = −relu(h0) + 4·relu(h1). */
class RuleMethodsTest {
  private static final float[] BOTH = {3, 1};
  private static final float[] FIRST = {1, 2};

  private final FakeNetwork network =
      new FakeNetwork.Hidden(
          1,
          2,
          new double[][] {{1, 1}, {1, -2}},
          new double[2],
          new double[][] {{2, -3}, {-1, 4}},
          List.of(2, 1));

  @Test
  void saliencyIsTheGradientAndInCaptumItsAbsoluteValue() {
    assertThat(values("saliency", Preset.PAPER, BOTH, 0)).containsExactly(-1, 8);
    assertThat(values("saliency", Preset.PAPER, FIRST, 0)).containsExactly(2, 2);
    assertThat(values("saliency", Preset.CAPTUM, BOTH, 0)).containsExactly(1, 8);
  }

  @Test
  void inputXGradientMultiplies() {
    assertThat(values("input-x-gradient", Preset.PAPER, BOTH, 0)).containsExactly(-3, 8);
    assertThat(values("input-x-gradient", Preset.CAPTUM, FIRST, 0)).containsExactly(2, 4);
  }

  @Test
  void deconvolutionIgnoresTheSignOfTheInput() {
    assertThat(values("deconvolution", Preset.PAPER, FIRST, 0)).containsExactly(2, 2);
    assertThat(values("deconvolution", Preset.CAPTUM, FIRST, 1)).containsExactly(4, -8);
  }

  @Test
  void guidedBackpropNeedsBothSigns() {
    assertThat(values("guided-backprop", Preset.PAPER, BOTH, 1)).containsExactly(4, -8);
    assertThat(values("guided-backprop", Preset.CAPTUM, FIRST, 1)).containsExactly(0, 0);
  }

  @Test
  void zerosAreCounted() {
    ExplainableBatch batch = Batches.of(network, new int[] {1}, FIRST);
    assertThat(new GuidedBackprop().attribute(batch)[0][0].zeros()).isEqualTo(2);
    assertThat(new Saliency(false).attribute(batch)[0][0].zeros()).isZero();
  }

  @Test
  void predictionComesAlongAndThereIsNoGap() {
    Attribution attribution =
        new Saliency(false).attribute(Batches.of(network, new int[] {1}, BOTH))[0][0];
    assertThat(attribution.prediction()).isEqualTo(-4 + 4);
    assertThat(attribution.delta()).isNull();
  }

  private float[] values(String method, Preset preset, float[] signal, int target) {
    ExplainableBatch batch = Batches.of(network, new int[] {target}, signal);
    return Methods.create(method, preset, Map.of()).attribute(batch)[0][0].values();
  }
}
