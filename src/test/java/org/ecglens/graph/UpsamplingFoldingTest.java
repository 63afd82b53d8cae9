package org.ecglens.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.ecglens.net.Network;
import org.ecglens.net.NetworkOptions;
import org.ecglens.net.Networks;
import org.ecglens.net.kernel.BackwardRule;
import org.ecglens.testing.OnnxModels;
import org.ecglens.testing.OnnxRuntime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class UpsamplingFoldingTest {
  private static final int CHANNELS = 4;
  private static final int LENGTH = 11;

  /** An upsampling, a padding of its own, and a convolution with padding. */
  private static OnnxModels model(
      int factor, int kernel, int before, int after, int begin, int end, int groups) {
    return OnnxModels.model(17)
        .input("x", "n", CHANNELS, LENGTH)
        .constant("scales", new float[] {1, 1, factor}, 3)
        .node(
            "Resize",
            "x, , scales -> u",
            "mode",
            "nearest",
            "coordinate_transformation_mode",
            "asymmetric",
            "nearest_mode",
            "floor")
        .integers("pads", 0, 0, before, 0, 0, after)
        .node("Pad", "u, pads -> p")
        .weights("w", 6, CHANNELS / groups, kernel)
        .weights("b", 6)
        .node("Conv", "p, w, b -> y", "pads", new int[] {begin, end}, "group", groups)
        .output("y");
  }

  @ParameterizedTest
  @CsvSource({
    // factor, kernel, zeros of Pad, zeros of Conv, groups
    "5, 25, 12, 12, 0, 0, 1",
    "2, 25, 12, 12, 0, 0, 1",
    "2, 4, 0, 0, 1, 2, 1",
    "3, 7, 0, 0, 0, 0, 2",
    "3, 8, 1, 0, 4, 3, 2",
    "4, 9, 20, 5, 0, 1, 1",
    "7, 12, 0, 9, 0, 0, 1"
  })
  void convolvesAtTheRateOfTheInput(
      int factor, int kernel, int before, int after, int begin, int end, int groups) {
    OnnxModels file = model(factor, kernel, before, after, begin, end, groups);
    Graph graph = file.graph(CHANNELS, LENGTH);
    Graph folded = UpsamplingFolding.fold(graph);
    assertThat(folded.nodes())
        .noneMatch(node -> node.operation() instanceof Operation.Gather)
        .noneMatch(node -> node.operation() instanceof Operation.Pad);
    assertThat(folded.convolutions()).isEqualTo(graph.convolutions());
    assertThat(folded.shapes()).containsEntry("y", graph.shape("y")).doesNotContainKey("u");

    float[] x = new float[CHANNELS * LENGTH];
    Random random = new Random(3);
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.nextGaussian();
    }
    Tensor expected = OnnxRuntime.run(file.bytes(), "x", x, 1, CHANNELS, LENGTH).get(0);
    try (Network network = Networks.open(folded, NetworkOptions.DEFAULT)) {
      float[] found = predict(network, x);
      assertThat(found).containsExactly(expected.toArray(), within(2e-6f));
      // The network is affine: its derivative times x is what x changes.
      float[] nothing = predict(network, new float[x.length]);
      network.gradients(
          1,
          (row, target, offset) -> System.arraycopy(x, 0, target, offset, x.length),
          new int[] {0, found.length - 1},
          BackwardRule.GRADIENT,
          (row, target, gradient, prediction) -> {
            int output = target == 0 ? 0 : found.length - 1;
            double change = 0;
            for (int i = 0; i < x.length; i++) {
              change += gradient[i] * x[i];
            }
            assertThat(change).isCloseTo(found[output] - nothing[output], within(1e-5));
          });
    }
  }

  private static float[] predict(Network network, float[] x) {
    float[][] result = new float[1][];
    network.predict(
        1,
        (row, target, offset) -> System.arraycopy(x, 0, target, offset, x.length),
        (row, outputs) -> result[0] = outputs.clone());
    return result[0];
  }

  private static OnnxModels strided() {
    return OnnxModels.model(17)
        .input("x", "n", CHANNELS, LENGTH)
        .constant("scales", new float[] {1, 1, 3}, 3)
        .node(
            "Resize",
            "x, , scales -> u",
            "coordinate_transformation_mode",
            "asymmetric",
            "nearest_mode",
            "floor")
        .weights("w", CHANNELS, CHANNELS, 9)
        .node("Conv", "u, w -> y", "strides", new int[] {2})
        .output("y");
  }

  static Stream<OnnxModels> others() {
    OnnxModels uneven =
        OnnxModels.model(17)
            .input("x", "n", CHANNELS, LENGTH)
            .constant("scales", new float[] {1, 1, 3}, 3)
            .node("Resize", "x, , scales -> u", "coordinate_transformation_mode", "align_corners")
            .weights("w", CHANNELS, CHANNELS, 9);
    return Stream.of(
        // No tap of 3 could be saved.
        model(2, 3, 1, 1, 0, 0, 1),
        // Weights would grow to many times their size.
        model(30, 5, 2, 2, 0, 0, 1),
        strided(),
        // Not every sample as often as the others.
        uneven.node("Conv", "u, w -> y", "pads", new int[] {4, 4}).output("y"));
  }

  @ParameterizedTest
  @MethodSource("others")
  void leavesOthersAlone(OnnxModels file) {
    Graph graph = file.graph(CHANNELS, LENGTH);
    assertThat(UpsamplingFolding.fold(graph)).isSameAs(graph);
  }

  @ParameterizedTest
  @CsvSource({"u", "p"})
  void leavesWhatIsReadElsewhereAlone(String value) {
    OnnxModels file = model(5, 25, 12, 12, 0, 0, 1).output(value);
    Graph graph = file.graph(CHANNELS, LENGTH);
    assertThat(UpsamplingFolding.fold(graph)).isSameAs(graph);
  }

  @Test
  void leavesPaddingWithAnotherValueAlone() {
    Operation.Pad pad = new Operation.Pad(List.of(0, 12), List.of(0, 12), 0.5);
    Graph graph = model(5, 25, 12, 12, 0, 0, 1).graph(CHANNELS, LENGTH);
    List<Node> nodes =
        graph.nodes().stream()
            .map(
                node ->
                    node.operation() instanceof Operation.Pad
                        ? new Node(node.name(), node.type(), pad, node.inputs(), node.output())
                        : node)
            .toList();
    Graph other = new Graph(graph.input(), nodes, graph.outputs(), graph.shapes());
    assertThat(UpsamplingFolding.fold(other)).isSameAs(other);
  }
}
