package org.ecglens.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.ecglens.graph.Graph;
import org.ecglens.net.Network;
import org.ecglens.net.NetworkOptions;
import org.ecglens.net.Networks;
import org.ecglens.preprocess.Crop;
import org.ecglens.preprocess.Place;
import org.ecglens.preprocess.Preprocessing;
import org.ecglens.preprocess.SignalForm;
import org.ecglens.preprocess.Window;
import org.ecglens.testing.OnnxModels;
import org.junit.jupiter.api.Test;

class GradCamTest {
  private static final double[][] IDENTITY = {
    {1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 1}
  };

  private static final float[] SIGNAL = {1, 2, 6, 1};

  @Test
  void linearInterpolationGoesFromCentreToCentre() {
    // Two positions over four: centres at 0.5 and 2.5 of the samples 0 … 3.
    assertThat(Interpolation.LINEAR.resize(new double[] {0, 8}, 1, 2, 1, 4))
        .containsExactly(0, 2, 6, 8);
    assertThat(Interpolation.LINEAR.resize(new double[] {1, 2, 3, 4}, 1, 4, 1, 2))
        .containsExactly(1.5f, 3.5f);
    assertThat(Interpolation.LINEAR.resize(new double[] {0, 8, 16, 24}, 2, 2, 4, 2))
        .containsExactly(0, 8, 4, 12, 12, 20, 16, 24);
  }

  @Test
  void nearestTakesTheFloor() {
    assertThat(Interpolation.NEAREST.resize(new double[] {1, 2, 3}, 1, 3, 1, 7))
        .containsExactly(1, 1, 1, 2, 2, 3, 3);
    assertThat(Interpolation.NEAREST.resize(new double[] {1, 2}, 1, 2, 2, 2))
        .containsExactly(1, 2, 1, 2);
  }

  /**
   * Channels (x0, x1) and (x2, x3) with gradients (1, 3) and (−2, 0): the weights are 2 and −1, the
   * map is 2·(x0, x1) − (x2, x3).
   */
  @Test
  void channelsAreWeightedByTheirMeanGradient() {
    FakeNetwork network = network(List.of(2, 2));
    ExplainableBatch batch = Batches.of(network, new int[] {0}, new float[] {1, 2, 6, 1});
    // The map is (−4, 3).
    assertThat(values("grad-cam", Preset.PAPER, batch)).containsExactly(0, 3, 0, 3);
    assertThat(values("grad-cam", Preset.CAPTUM, batch)).containsExactly(-4, 3, -4, 3);
    // Guided: only positive gradients, (1, 3, 0, 0), as all inputs are positive.
    assertThat(values("guided-grad-cam", Preset.PAPER, batch)).containsExactly(0, 9, 0, 0);
    assertThat(values("guided-grad-cam", Preset.CAPTUM, batch)).containsExactly(0, 9, 0, 0);
  }

  @Test
  void pictureLayersKeepTheirLeads() {
    // One channel of 2 × 2: weight (1 + 3 − 2 + 0) / 4.
    ExplainableBatch batch =
        Batches.of(network(List.of(1, 2, 2)), new int[] {0}, new float[] {1, 2, 6, 1});
    assertThat(values("grad-cam", Preset.CAPTUM, batch)).containsExactly(0.5f, 1, 3, 0.5f);
  }

  @Test
  void axesOfLengthOneDoNotCount() {
    ExplainableBatch batch =
        Batches.of(network(List.of(2, 2, 1)), new int[] {0}, new float[] {1, 2, 6, 1});
    assertThat(values("grad-cam", Preset.CAPTUM, batch)).containsExactly(-4, 3, -4, 3);
  }

  /** The paper's α · relu(g) = relu(g) / (2 + g · Σ A): the second channel has no positive g. */
  @Test
  void plusPlusWeightsPositiveGradients() {
    ExplainableBatch batch = Batches.of(network(List.of(2, 2)), new int[] {0}, SIGNAL);
    double weight = 1 / (2 + 1 * 3.0) + 3 / (2 + 3 * 3.0);
    assertThat(values("grad-cam-plus-plus", Preset.PAPER, batch))
        .containsExactly(
            (float) weight, (float) (2 * weight), (float) weight, (float) (2 * weight));
  }

  @Test
  void layerCamWeightsPlaceByPlace() {
    ExplainableBatch batch = Batches.of(network(List.of(2, 2)), new int[] {0}, SIGNAL);
    assertThat(values("layer-cam", Preset.PAPER, batch)).containsExactly(1, 6, 1, 6);
  }

  /**
   * abs(x · gradient) is (1, 6) in the first lead and (12, 0) in the second; Grad-CAM is (0, 3).
   */
  @Test
  void leadsShareTheMapByTheirInputTimesGradient() {
    ExplainableBatch batch = Batches.of(network(List.of(2, 2)), new int[] {0}, SIGNAL);
    assertThat(values("lead-grad-cam", Preset.PAPER, batch))
        .containsExactly(0, (float) (3 * 7 / 19.0), 0, (float) (3 * 12 / 19.0));
    // All gradients of a record without signal are multiplied by 0.
    ExplainableBatch silent = Batches.of(network(List.of(2, 2)), new int[] {0}, new float[4]);
    assertThat(values("lead-grad-cam", Preset.CAPTUM, silent)).containsExactly(0, 0, 0, 0);
  }

  /**
   * Channel (1, 2) masks by (0, 1): F(0, 2, 0, 1) = 6. Channel (6, 1) masks by (1, 0): F(1, 0, 6,
   * 0) = 1, as a ReLU stands before the weight −2 of x2 only where x2 is positive: 1 − 12 = −11.
   */
  @Test
  void scoresWeightTheChannelsThatMaskTheRecord() {
    ExplainableBatch batch = Batches.of(network(List.of(2, 2)), new int[] {0}, SIGNAL);
    assertThat(score(batch, "0", "increase")).containsExactly(6 - 66, 12 - 11, 6 - 66, 12 - 11);
    // The channel of the larger mean alone.
    assertThat(score(batch, "1", "increase")).containsExactly(-66, -11, -66, -11);
    double rare = Math.exp(-17) / (1 + Math.exp(-17));
    assertThat(score(batch, "0", "softmax")[0]).isEqualTo((float) (1 - rare + 6 * rare));
    // A constant channel masks all and has no weight.
    ExplainableBatch flat =
        Batches.of(network(List.of(2, 2)), new int[] {0}, new float[] {1, 2, 5, 5});
    assertThat(score(flat, "0", "softmax")).containsExactly(1, 2, 1, 2);
    assertThat(score(flat, "0", "increase")).containsExactly(6, 12, 6, 12);
  }

  private static float[] score(ExplainableBatch batch, String channels, String weighting) {
    Map<String, String> options =
        Map.of(
            "score-cam.relu", "false",
            "score-cam.channels", channels,
            "score-cam.weighting", weighting);
    return Methods.create("score-cam", Preset.CAPTUM, options).attribute(batch)[0][0].values();
  }

  /**
   * Of ten samples the last eight are cut into three windows of four that overlap. The layer is
   * twice the signal, the output its mean over time and windows: a window's map is 2x/12.
   */
  @Test
  void partsOfARecordLieWhereTheyWereTaken() {
    Graph network =
        OnnxModels.model(17)
            .input("x", "batch", 1, 4)
            .constant("w", new float[] {2}, 1, 1, 1)
            .node("Conv", "x, w -> c")
            .node("Relu", "c -> r")
            .node("GlobalAveragePool", "r -> p")
            .node("Flatten", "p -> y")
            .output("y")
            .graph(1, 4);
    Graph whole =
        Preprocessing.of(List.of(new Crop(8, Place.END), new Window(4, 2, Window.Aggregate.MEAN)))
            .before(network, new SignalForm(1, 10, null, null));
    float[] signal = {9, 8, 7, 6, 5, 4, 3, 2, 1, 2};
    try (Network opened = Networks.open(whole, NetworkOptions.DEFAULT)) {
      float[] map = values("grad-cam", Preset.PAPER, Batches.of(opened, new int[] {0}, signal));
      for (int i = 0; i < signal.length; i++) {
        assertThat(map[i]).isCloseTo(i < 2 ? 0 : signal[i] / 6, within(1e-6f));
      }
      assertThat(opened.lastLayer().shape()).containsExactly(3, 1, 4);
    }
  }

  private static FakeNetwork network(List<Integer> shape) {
    return new FakeNetwork.Hidden(
        2, 2, IDENTITY, new double[4], new double[][] {{1, 3, -2, 0}}, shape);
  }

  private static float[] values(String method, Preset preset, ExplainableBatch batch) {
    return Methods.create(method, preset, Map.of()).attribute(batch)[0][0].values();
  }
}
