package org.ecglens.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.ecglens.net.Network;
import org.ecglens.net.NetworkOptions;
import org.ecglens.net.Networks;
import org.ecglens.net.kernel.BackwardRule;
import org.ecglens.random.Draws;
import org.ecglens.testing.OnnxModels;
import org.junit.jupiter.api.Test;

/** What a layer looks at, compared with the samples at which its values have a gradient. */
class ReceptiveFieldTest {
  private static final int LEADS = 2;
  private static final int SAMPLES = 64;

  private final List<Integer> reach = new ArrayList<>();

  private static float[] weights(int count) {
    double[] drawn = new double[count];
    Draws.of(3, "weights").gaussians(0, drawn);
    float[] weights = new float[count];
    for (int i = 0; i < count; i++) {
      weights[i] = (float) (1 + Math.abs(drawn[i]));
    }
    return weights;
  }

  /** The view of the node whose values are the outputs of the graph. */
  private ReceptiveField of(Consumer<OnnxModels> nodes) throws Exception {
    OnnxModels model = OnnxModels.model(17).input("x", "batch", LEADS, SAMPLES);
    nodes.accept(model);
    Graph graph = model.output("y").graph(LEADS, SAMPLES);
    Node last = graph.nodes().get(graph.nodes().size() - 1);
    MappedLayer mapped = MappedLayer.of(graph, last.name());
    assertThat(mapped).isNotNull();
    ReceptiveField field = ReceptiveField.of(graph, mapped);
    int outputs = (int) graph.shape(graph.outputs().get(0)).size();
    assertThat(field.positions()).isEqualTo(outputs);
    float[] record = weights(LEADS * SAMPLES);
    int[] targets = new int[outputs];
    Arrays.setAll(targets, i -> i);
    reach.clear();
    try (Network network = Networks.open(graph, NetworkOptions.DEFAULT)) {
      network.gradients(
          1,
          (row, values, offset) -> System.arraycopy(record, 0, values, offset, record.length),
          targets,
          BackwardRule.GRADIENT,
          (row, target, gradient, prediction) -> reach.add(extent(gradient)));
    }
    return field;
  }

  private static int extent(float[] gradient) {
    int first = SAMPLES;
    int last = -1;
    for (int i = 0; i < gradient.length; i++) {
      if (gradient[i] != 0) {
        first = Math.min(first, i % SAMPLES);
        last = Math.max(last, i % SAMPLES);
      }
    }
    return last - first + 1;
  }

  private void agrees(ReceptiveField field, int samples) {
    assertThat(field.samples())
        .isEqualTo(samples)
        .isEqualTo(reach.stream().max(Integer::compare).get());
    assertThat(field.of()).isEqualTo(SAMPLES);
  }

  @Test
  void convolutionsAndPoolsAddUp() throws Exception {
    ReceptiveField field =
        of(
            model ->
                model
                    .constant("a", weights(3 * LEADS * 5), 3, LEADS, 5)
                    .node("Conv", "x, a -> c", "pads", new int[] {2, 2}, "strides", new int[] {2})
                    .node("Relu", "c -> r")
                    .node(
                        "MaxPool",
                        "r -> p",
                        "kernel_shape",
                        new int[] {2},
                        "strides",
                        new int[] {2})
                    .constant("b", weights(3 * 3), 1, 3, 3)
                    .node("Conv", "p, b -> y", "dilations", new int[] {2}));
    // 5, then 2 at every second sample, then 5 at every fourth; a maximum takes one of its two.
    assertThat(field.samples()).isEqualTo(5 + 2 + 4 * 4);
    assertThat(reach).allMatch(one -> one <= field.samples());
    assertThat(reach.stream().max(Integer::compare).get()).isGreaterThan(5 + 4 * 4 - 1);
  }

  @Test
  void branchesAreAsWideAsTheWidest() throws Exception {
    ReceptiveField field =
        of(
            model ->
                model
                    .constant("a", weights(LEADS * 3), 1, LEADS, 3)
                    .constant("b", weights(LEADS * 11), 1, LEADS, 11)
                    .node("Conv", "x, a -> c", "pads", new int[] {1, 1})
                    .node("Conv", "x, b -> d", "pads", new int[] {5, 5})
                    .node("Add", "c, d -> y"));
    agrees(field, 11);
  }

  @Test
  void transposedConvolutionsSeeWhatLiesBeneath() throws Exception {
    ReceptiveField field =
        of(
            model ->
                model
                    .constant("a", weights(2 * LEADS * 4), 2, LEADS, 4)
                    .node("Conv", "x, a -> c", "strides", new int[] {4})
                    .constant("b", weights(2 * 6), 2, 1, 6)
                    .node("ConvTranspose", "c, b -> y", "strides", new int[] {4}));
    agrees(field, 8);
  }

  @Test
  void normalisationOverTimeSeesTheWholeRecord() throws Exception {
    ReceptiveField field =
        of(
            model ->
                model
                    .constant("a", weights(LEADS * 3), 1, LEADS, 3)
                    .node("Conv", "x, a -> c")
                    .constant("s", new float[] {1}, 1)
                    .constant("o", new float[] {0}, 1)
                    .node("InstanceNormalization", "c, s, o -> y"));
    agrees(field, SAMPLES);
  }
}
