package org.ecglens.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.ecglens.model.ModelFile;
import org.ecglens.testing.OnnxModels;
import org.junit.jupiter.api.Test;

/** Which layer Grad-CAM maps when none is named, in networks of several kinds. */
class MappedLayerTest {
  private static OnnxModels signal() {
    return OnnxModels.model(17)
        .input("x", "batch", 12, 64)
        .weights("w", 8, 12, 5)
        .weights("same", 8, 8, 5)
        .weights("one", 8, 8, 1);
  }

  private static MappedLayer last(OnnxModels model) {
    return MappedLayer.last(pooled(model).output("y").graph(12, 64));
  }

  /** The head of most networks: mean over time, one output. */
  private static OnnxModels pooled(OnnxModels model) {
    return model
        .node("GlobalAveragePool", "last -> pooled")
        .node("Flatten", "pooled -> flat")
        .weights("head", 8, 1)
        .node("MatMul", "flat, head -> y");
  }

  @Test
  void aConvolutionBeforeFunctionsAndPoolsIsMapped() {
    MappedLayer layer =
        last(
            signal()
                .node("Conv", "x, w -> a")
                .node("Relu", "a -> b")
                .node("AveragePool", "b -> last", "kernel_shape", new int[] {4}));

    assertThat(layer).isEqualTo(new MappedLayer("a_node", List.of(1, 8, 60), 1, 2));
  }

  @Test
  void ofAResidualSumTheBranchWithMoreConvolutionsIsMapped() {
    MappedLayer layer =
        last(
            signal()
                .node("Conv", "x, w -> a", "pads", new int[] {2, 2})
                .node("Conv", "a, same -> b", "pads", new int[] {2, 2})
                .node("Relu", "b -> c")
                .node("Conv", "c, same -> d", "pads", new int[] {2, 2})
                // Written last, as exporters do with shortcuts.
                .node("Conv", "a, one -> shortcut")
                .node("Add", "d, shortcut -> e")
                .node("Relu", "e -> last"));

    assertThat(layer.node()).isEqualTo("d_node");
  }

  /** As in InceptionTime: the shortcut is one convolution of the input, the rest is beside it. */
  @Test
  void ofAResidualSumTheShortcutAloneIsNotMapped() {
    MappedLayer layer =
        last(
            signal()
                .weights("four", 4, 12, 3)
                .weights("other", 4, 12, 7)
                .weights("shorter", 8, 12, 1)
                .node("Conv", "x, four -> a", "pads", new int[] {1, 1})
                .node("Conv", "x, other -> b", "pads", new int[] {3, 3})
                .node("Concat", "a, b -> c", "axis", 1)
                .node("Conv", "x, shorter -> shortcut")
                .node("Add", "c, shortcut -> e")
                .node("Relu", "e -> last"));

    assertThat(layer.node()).isEqualTo("last_node");
  }

  /** Attention and gates behind a convolution change what it gave: the sum is mapped. */
  @Test
  void ofAttentionBesideAConvolutionTheSumIsMapped() {
    for (String name : List.of("conformer", "mixer", "rms-norm", "inception")) {
      ModelFile file =
          ModelFile.read(Path.of("src/test/resources/oracle/models/" + name + ".onnx"));
      Graph graph = file.model().graph(file.model().recordDims());
      MappedLayer layer = MappedLayer.last(graph);
      assertThat(layer.node()).as(name).doesNotContain("Conv");
    }
  }

  @Test
  void joinedBranchesAreMappedTogether() {
    MappedLayer layer =
        last(
            signal()
                .weights("four", 4, 12, 3)
                .weights("other", 4, 12, 7)
                .node("Conv", "x, four -> a", "pads", new int[] {1, 1})
                .node("Conv", "x, other -> b", "pads", new int[] {3, 3})
                .node("Concat", "a, b -> c", "axis", 1)
                .node("Relu", "c -> last"));

    assertThat(layer.node()).isEqualTo("last_node");
  }

  @Test
  void aLayerOfOnePlaceAndAnOutputOverTimeAreNotMapped() {
    OnnxModels classifier =
        signal()
            .node("Conv", "x, w -> a")
            .node("Relu", "a -> b")
            .weights("whole", 1, 8, 60)
            .node("Conv", "b, whole -> c")
            .node("Flatten", "c -> y")
            .output("y");
    assertThat(MappedLayer.last(classifier.graph(12, 64)).node()).isEqualTo("a_node");

    OnnxModels mask =
        signal()
            .node("Conv", "x, w -> a")
            .node("Relu", "a -> b")
            .weights("mix", 1, 8, 1)
            .node("Conv", "b, mix -> c")
            .node("Sigmoid", "c -> d")
            .node("Flatten", "d -> y")
            .output("y");
    assertThat(MappedLayer.last(mask.graph(12, 64)).node()).isEqualTo("a_node");
  }

  /** Tokens before channels, and attention that keeps them. */
  @Test
  void timeIsFollowedThroughTokens() {
    MappedLayer layer =
        MappedLayer.last(
            OnnxModels.model(17)
                .input("x", "batch", 12, 64)
                .weights("patches", 8, 12, 8)
                .weights("q", 8, 8)
                .node("Conv", "x, patches -> a", "strides", new int[] {8})
                .node("Transpose", "a -> tokens", "perm", new int[] {0, 2, 1})
                .node("MatMul", "tokens, q -> keys")
                .node("Transpose", "keys -> turned", "perm", new int[] {0, 2, 1})
                .node("MatMul", "tokens, turned -> products")
                .node("Softmax", "products -> weights")
                .node("MatMul", "weights, tokens -> mixed")
                .node("ReduceMean", "mixed -> mean", "axes", new int[] {1}, "keepdims", 0)
                .weights("head", 8, 1)
                .node("MatMul", "mean, head -> y")
                .output("y")
                .graph(12, 64));

    assertThat(layer).isEqualTo(new MappedLayer("mixed_node", List.of(1, 8, 8), 2, 1));
  }

  @Test
  void aNetworkOfFullLayersHasNone() {
    OnnxModels model =
        OnnxModels.model(17)
            .input("x", "batch", 12, 64)
            .node("Flatten", "x -> a")
            .weights("w", 768, 4)
            .node("MatMul", "a, w -> b")
            .node("Relu", "b -> c")
            .weights("v", 4, 1)
            .node("MatMul", "c, v -> y")
            .output("y");

    assertThat(MappedLayer.last(model.graph(12, 64))).isNull();
  }
}
