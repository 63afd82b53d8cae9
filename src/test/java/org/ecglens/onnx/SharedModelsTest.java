package org.ecglens.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.ecglens.graph.Graph;
import org.ecglens.graph.Operation;
import org.ecglens.graph.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models that two PyTorch exporters wrote; the expectations are those of their README. */
class SharedModelsTest {
  private static OnnxModel model(String name) {
    Path shared = Path.of(System.getProperty("ecglens.shared", "../shared"));
    Path file = shared.resolve("models").resolve(name + ".onnx");
    assumeTrue(Files.exists(file), "needs " + file);
    return OnnxModel.read(file);
  }

  private static String operations(Graph graph) {
    return graph.nodes().stream()
        .map(node -> node.operation().getClass().getSimpleName())
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @CsvSource({
    "maxpool, 600, 1, 4, /conv4/Conv, 17",
    "maxpool.dynamo, 600, 1, 4, node_Conv_32, 18",
    "residual-small, 600, 1, 6, /blocks.1/conv2/Conv, 17",
    "residual-small.dynamo, 600, 1, 6, node_Conv_61, 18",
    "residual, 600, 1, 18, /blocks.7/conv2/Conv, 17",
    "wang, 1000, 5, 12, /block3/conv3/Conv, 17",
    "wang.dynamo, 1000, 5, 12, node_Conv_210, 18"
  })
  void readsClassifiers(
      String name, int samples, int outputs, int convolutions, String layer, long opset) {
    OnnxModel model = model(name);
    Graph graph = model.graph(List.of(12, samples));
    assertThat(model.opset()).isEqualTo(opset);
    assertThat(model.recordDims()).containsExactly(12, samples);
    assertThat(graph.inputShape()).isEqualTo(Shape.of(12, samples));
    assertThat(graph.outputs()).containsExactly("output");
    assertThat(graph.shape("output")).isEqualTo(Shape.of(outputs));
    assertThat(graph.outputSize()).isEqualTo(outputs);
    assertThat(graph.convolutions()).hasSize(convolutions).last().isEqualTo(layer);
  }

  @Test
  void givesTheOperationsOfBothExporters() {
    String trunk =
        "Convolution Elementwise MaxPool Convolution Elementwise MaxPool Convolution Elementwise"
            + " Convolution Add Elementwise MaxPool ReduceMean Linear Elementwise Linear";
    assertThat(operations(model("maxpool").graph(List.of(12, 600)))).isEqualTo(trunk);
    assertThat(operations(model("maxpool.dynamo").graph(List.of(12, 600)))).isEqualTo(trunk);
    assertThat(operations(model("wang").graph(List.of(12, 1000))))
        .endsWith("MaxPool ReduceMean Concat Reshape Affine Linear");
    assertThat(operations(model("wang.dynamo").graph(List.of(12, 1000))))
        .endsWith("ReduceMax Reshape ReduceMean Reshape Concat Reshape Affine Linear");
  }

  @Test
  void padsEvenKernelsAlikeHoweverTheyAreWritten() {
    for (String name : List.of("residual-small", "residual-small.dynamo")) {
      Graph graph = model(name).graph(List.of(12, 600));
      Operation.Convolution last =
          graph.nodes().stream()
              .map(node -> node.operation())
              .filter(Operation.Convolution.class::isInstance)
              .map(Operation.Convolution.class::cast)
              .reduce((a, b) -> b)
              .orElseThrow();
      assertThat(last.padsBegin()).containsExactly(24);
      assertThat(last.padsEnd()).containsExactly(25);
    }
  }

  @Test
  void foldsThePaddingArithmeticOfTheGenerator() {
    OnnxModel model = model("pulse2pulse");
    assertThat(model.input().dims()).hasToString("[n, 8, 5000]");
    Graph graph = model.graph(List.of(8, 5000));
    assertThat(graph.outputs()).containsExactly("ecg");
    assertThat(graph.shape("ecg")).isEqualTo(Shape.of(8, 5000));
    assertThat(graph.nodes())
        .filteredOn(node -> node.operation() instanceof Operation.Pad)
        .isNotEmpty()
        .allSatisfy(
            node ->
                assertThat(node.operation())
                    .isEqualTo(new Operation.Pad(List.of(0, 12), List.of(0, 12), 0)));
    assertThat(operations(graph)).doesNotContain("Constant");
  }
}
