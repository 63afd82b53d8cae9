package org.ecglens.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.ecglens.testing.OnnxModels;
import org.junit.jupiter.api.Test;

/** Counts of small networks, by hand. */
class MultiplyAddsTest {
  private static long sum(Graph graph) {
    return MultiplyAdds.of(graph).stream().mapToLong(MultiplyAdds.Share::count).sum();
  }

  @Test
  void convolutionsAndDenseLayers() throws Exception {
    Graph graph =
        OnnxModels.model(17)
            .input("x", "batch", 4, 100)
            .constant("a", new float[6 * 2 * 5], 6, 2, 5)
            .node("Conv", "x, a -> c", "group", 2, "strides", new int[] {2})
            .node("Relu", "c -> r")
            .node("Flatten", "r -> f")
            .constant("w", new float[6 * 48 * 3], 6 * 48, 3)
            .node("MatMul", "f, w -> y")
            .output("y")
            .graph(4, 100);
    // 48 positions of 6 channels, each of 2 leads and 5 taps; then 288 × 3.
    assertThat(sum(graph)).isEqualTo(48 * 6 * 10 + 288 * 3);
    assertThat(MultiplyAdds.of(graph).get(0).count()).isEqualTo(2880);
  }

  @Test
  void transposedConvolutions() throws Exception {
    Graph graph =
        OnnxModels.model(17)
            .input("x", "batch", 4, 100)
            .constant("a", new float[4 * 3 * 7], 4, 3, 7)
            .node("ConvTranspose", "x, a -> y", "strides", new int[] {2})
            .output("y")
            .graph(4, 100);
    assertThat(sum(graph)).isEqualTo(100 * 4 * 3 * 7);
  }

  @Test
  void productsOfActivations() throws Exception {
    Graph graph =
        OnnxModels.model(17)
            .input("x", "batch", 4, 100)
            .node("Transpose", "x -> t", "perm", new int[] {0, 2, 1})
            .node("MatMul", "x, t -> y")
            .output("y")
            .graph(4, 100);
    assertThat(sum(graph)).isEqualTo(4 * 4 * 100);
  }
}
