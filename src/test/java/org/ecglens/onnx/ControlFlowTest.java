package org.ecglens.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.List;
import java.util.Random;
import org.ecglens.error.UserException;
import org.ecglens.graph.Graph;
import org.ecglens.graph.Tensor;
import org.ecglens.net.Network;
import org.ecglens.net.NetworkOptions;
import org.ecglens.net.Networks;
import org.ecglens.testing.OnnxModels;
import org.ecglens.testing.OnnxRuntime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Branches, repetitions and functions in a file, against onnxruntime. */
class ControlFlowTest {
  private static final int SIZE = 12;

  private static void agrees(ModelProto model) {
    Random random = new Random(3);
    float[] records = new float[2 * SIZE];
    for (int i = 0; i < records.length; i++) {
      records[i] = (float) random.nextGaussian();
    }
    Tensor expected = OnnxRuntime.run(model.toByteArray(), "x", records, 2, 3, 4).get(0);
    float[] found = new float[expected.size()];
    try (Network network = Networks.open(graph(model), NetworkOptions.DEFAULT)) {
      network.predict(
          2,
          (row, target, offset) -> System.arraycopy(records, row * SIZE, target, offset, SIZE),
          (row, outputs) ->
              System.arraycopy(outputs, 0, found, row * outputs.length, outputs.length));
    }
    for (int i = 0; i < found.length; i++) {
      assertThat(found[i]).isCloseTo(expected.get(i), within(1e-5f));
    }
  }

  private static Graph graph(ModelProto model) {
    return OnnxModel.parse("test.onnx", model.toByteArray(), null).graph(List.of(3, 4));
  }

  private static OnnxModels model() {
    return OnnxModels.model(17).input("x", "batch", 3, 4);
  }

  private static ValueInfoProto port(String name, int type) {
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder().setTensorType(TypeProto.Tensor.newBuilder().setElemType(type)))
        .build();
  }

  private static ValueInfoProto number(String name, int type) {
    TypeProto.Tensor.Builder tensor =
        TypeProto.Tensor.newBuilder()
            .setElemType(type)
            .setShape(TensorShapeProto.getDefaultInstance());
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }

  private static ValueInfoProto real(String name) {
    return port(name, TensorProto.DataType.FLOAT_VALUE);
  }

  private static GraphProto graphOf(OnnxModels nodes, List<ValueInfoProto> inputs, String... outs) {
    GraphProto.Builder graph =
        nodes.proto().getGraph().toBuilder().setName("inner").addAllInput(inputs);
    for (String out : outs) {
      graph.addOutput(
          out.startsWith("more") ? port(out, TensorProto.DataType.BOOL_VALUE) : real(out));
    }
    return graph.build();
  }

  private static AttributeProto.Builder held(String name, GraphProto graph) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.GRAPH)
        .setG(graph);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 5})
  void theBranchOfAConstantConditionIsTaken(int length) {
    GraphProto yes =
        graphOf(OnnxModels.model(17).scalar("c", 2).node("Mul", "x, c -> m"), List.of(), "m");
    GraphProto no = graphOf(OnnxModels.model(17).node("Sin", "x -> m"), List.of(), "m");

    agrees(
        model()
            .integer("three", length)
            .integer("one", 1)
            .node("Shape", "x -> s")
            .node("Gather", "s, one -> n")
            .node("Equal", "n, three -> is")
            .node("If", "is -> y")
            .change(node -> node.addAttribute(held("then_branch", yes)))
            .change(node -> node.addAttribute(held("else_branch", no)))
            .output("y")
            .proto());
  }

  @Test
  void aConditionOfTheRecordIsRefused() {
    GraphProto branch = graphOf(OnnxModels.model(17).node("Sin", "x -> m"), List.of(), "m");
    ModelProto model =
        model()
            .scalar("zero", 0)
            .node("ReduceSum", "x -> sum", "keepdims", 0)
            .node("Greater", "sum, zero -> is")
            .node("If", "is -> y")
            .change(node -> node.addAttribute(held("then_branch", branch)))
            .change(node -> node.addAttribute(held("else_branch", branch)))
            .output("y")
            .proto();

    assertThatThrownBy(() -> graph(model))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("records");
  }

  /** The body of a loop that carries one state and stacks what it keeps. */
  private static GraphProto turn(OnnxModels nodes) {
    return graphOf(
        nodes,
        List.of(
            number("turn", TensorProto.DataType.INT64_VALUE),
            number("going", TensorProto.DataType.BOOL_VALUE),
            real("state")),
        "more",
        "next",
        "kept");
  }

  private static ModelProto loop(OnnxModels outer, String wiring, GraphProto body) {
    return outer
        .node("Loop", wiring)
        .change(node -> node.addAttribute(held("body", body)))
        .node("Transpose", "stack -> t", "perm", new int[] {1, 0, 2, 3})
        .node("Flatten", "t -> f")
        .node("Flatten", "last -> l")
        .node("Concat", "f, l -> y", "axis", 1)
        .output("y")
        .proto();
  }

  @Test
  void aLoopOfAFixedNumberOfTurnsIsUnrolled() {
    GraphProto body =
        turn(
            OnnxModels.model(17)
                .node("Identity", "going -> more")
                .node("Cast", "turn -> number", "to", 1)
                .node("Mul", "state, number -> product")
                .node("Add", "product, x -> sum")
                .node("Tanh", "sum -> next")
                .node("Identity", "next -> kept"));

    agrees(loop(model().integer("n", 5), "n, , x -> last, stack", body));
  }

  @Test
  void aLoopEndsWithItsCondition() {
    GraphProto body =
        turn(
            OnnxModels.model(17)
                .integer("end", 2)
                .node("Less", "turn, end -> more")
                .node("Sin", "state -> next")
                .node("Identity", "next -> kept"));

    agrees(loop(model().integer("n", 100), "n, , x -> last, stack", body));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void aScanOverSamplesIsUnrolled(int direction) {
    GraphProto body =
        graphOf(
            OnnxModels.model(17)
                .weights("w", 3, 3)
                .node("MatMul", "state, w -> before")
                .node("Add", "before, sample -> sum")
                .node("Tanh", "sum -> next")
                .node("Identity", "next -> kept"),
            List.of(real("state"), real("sample")),
            "next",
            "kept");

    agrees(
        model()
            .node("ReduceMean", "x -> begin", "axes", new int[] {2}, "keepdims", 0)
            .node(
                "Scan",
                "begin, x -> last, stack",
                "num_scan_inputs",
                1,
                "scan_input_axes",
                new int[] {2},
                "scan_input_directions",
                new int[] {direction},
                "scan_output_axes",
                new int[] {2})
            .change(node -> node.addAttribute(held("body", body)))
            .node("Flatten", "stack -> f")
            .node("Concat", "f, last -> y", "axis", 1)
            .output("y")
            .proto());
  }

  private static FunctionProto function(String name, OnnxModels nodes, String in, String out) {
    return FunctionProto.newBuilder()
        .setName(name)
        .setDomain("own")
        .addInput(in)
        .addOutput(out)
        .addAttribute("slope")
        .addAllNode(nodes.proto().getGraph().getNodeList())
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(17))
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("own").setVersion(1))
        .build();
  }

  private static ModelProto with(OnnxModels model, FunctionProto... functions) {
    return model.proto().toBuilder()
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("own").setVersion(1))
        .addAllFunctions(List.of(functions))
        .build();
  }

  private static OnnxModels call(OnnxModels model, String type, String wiring, double slope) {
    return model.node(type, wiring, "slope", slope).change(node -> node.setDomain("own"));
  }

  @Test
  void callsOfFunctionsAreReplaced() {
    NodeProto.Builder leaky =
        NodeProto.newBuilder().setOpType("LeakyRelu").addInput("a").addOutput("b");
    leaky.addAttribute(
        AttributeProto.newBuilder()
            .setName("alpha")
            .setType(AttributeProto.AttributeType.FLOAT)
            .setRefAttrName("slope"));
    FunctionProto inner =
        function("Bent", OnnxModels.model(17), "a", "b").toBuilder().addNode(leaky).build();
    OnnxModels twice = call(OnnxModels.model(17).node("Sin", "a -> s"), "Bent", "s -> t", 0.5);
    FunctionProto outer = function("Outer", call(twice, "Bent", "t -> b", 0.25), "a", "b");
    OnnxModels model = call(call(model(), "Outer", "x -> p", 1), "Outer", "p -> y", 1);

    agrees(with(model.output("y"), inner, outer));
  }

  @Test
  void aFunctionThatCallsItselfIsRefused() {
    FunctionProto endless =
        function("Endless", call(OnnxModels.model(17), "Endless", "a -> b", 1), "a", "b");
    ModelProto model = with(call(model(), "Endless", "x -> y", 1).output("y"), endless);

    assertThatThrownBy(() -> graph(model))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("calls itself");
  }
}
