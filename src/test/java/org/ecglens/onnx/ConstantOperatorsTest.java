package org.ecglens.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.ecglens.graph.Graph;
import org.ecglens.graph.Operation;
import org.ecglens.graph.Tensor;
import org.ecglens.testing.OnnxModels;
import org.ecglens.testing.OnnxRuntime;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What operators give of constants, against onnxruntime: it is added to the record. */
class ConstantOperatorsTest {
  static Stream<Named<OnnxModels>> cases() {
    return OperatorShapesTest.cases()
        .filter(
            file ->
                file.getPayload().proto().getGraph().getNodeList().stream()
                    .noneMatch(ConstantOperatorsTest::isRefused));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agreesWithOnnxRuntime(OnnxModels file) {
    ModelProto model = ofConstant(file.proto());

    Graph graph = OnnxModel.parse("test.onnx", model.toByteArray(), null).graph(List.of(1));

    Tensor expected = OnnxRuntime.run(model.toByteArray(), "record", new float[1], 1, 1).get(0);
    Tensor found =
        graph.nodes().stream()
            .map(node -> node.operation())
            .filter(Operation.Affine.class::isInstance)
            .map(operation -> ((Operation.Affine) operation).shift())
            .findFirst()
            .orElseThrow();
    assertThat(found.size()).isEqualTo(expected.size());
    double largest = 0;
    for (float value : expected.toArray()) {
      largest = Math.max(largest, Float.isNaN(value) ? 0 : Math.abs(value));
    }
    for (int i = 0; i < found.size(); i++) {
      double error = Math.abs(found.get(i) - expected.get(i));
      boolean bothUndefined = Float.isNaN(found.get(i)) && Float.isNaN(expected.get(i));
      assertThat(bothUndefined || error <= 1e-5 * Math.max(largest, 1e-3))
          .as("value %d: %s instead of %s", i, found.get(i), expected.get(i))
          .isTrue();
    }
  }

  /** Recurrent layers of constants, and what is NaN here: logarithms and roots below 0. */
  private static boolean isRefused(NodeProto node) {
    return List.of("LSTM", "GRU", "RNN", "Log", "Sqrt").contains(node.getOpType());
  }

  /** The same nodes with two records' values as a constant x, and {@code z = record + all of y}. */
  private static ModelProto ofConstant(ModelProto model) {
    GraphProto graph = model.getGraph();
    TensorShapeProto shape = graph.getInput(0).getType().getTensorType().getShape();
    int[] dims = new int[shape.getDimCount()];
    dims[0] = 2;
    int size = 2;
    for (int i = 1; i < dims.length; i++) {
      dims[i] = (int) shape.getDim(i).getDimValue();
      size *= dims[i];
    }
    Random random = new Random(7);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      double draw = random.nextGaussian();
      values[i] = (float) (draw + Math.copySign(0.1, draw));
    }
    GraphProto.Builder changed =
        graph.toBuilder()
            .clearInput()
            .addInput(
                OnnxModels.model(17).input("record", "batch", 1).proto().getGraph().getInput(0))
            .clearOutput()
            .addInitializer(OnnxModels.floats(values, dims).toBuilder().setName("x"))
            .addInitializer(OnnxModels.int64(1, -1).toBuilder().setName("row"));
    changed.addNode(node("Reshape", "y_of_x", "y", "row"));
    changed.addNode(node("Add", "z", "record", "y_of_x"));
    ValueInfoProto output = graph.getOutput(0).toBuilder().setName("z").build();
    return model.toBuilder().setGraph(changed.addOutput(output)).build();
  }

  private static NodeProto node(String type, String output, String... inputs) {
    return NodeProto.newBuilder()
        .setOpType(type)
        .setName(output)
        .addAllInput(List.of(inputs))
        .addOutput(output)
        .build();
  }
}
