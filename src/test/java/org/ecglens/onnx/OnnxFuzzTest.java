package org.ecglens.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.ecglens.error.UserException;
import org.ecglens.io.Mutations;

/**
 * Model files of anyone: whatever they hold, there is a graph or a refusal, without more memory
 * than the file and the records justify. The long form is in docs/reliability.md.
 */
class OnnxFuzzTest {
  private static final Path FOLDER = Path.of("src/test/resources/oracle/models");
  private static final List<byte[]> MODELS = models();
  private static final List<String> OPERATORS =
      List.of(
          "Conv",
          "Relu",
          "Reshape",
          "Slice",
          "Concat",
          "Pad",
          "Gather",
          "Transpose",
          "Unsqueeze",
          "Squeeze",
          "Flatten",
          "MaxPool",
          "AveragePool",
          "ReduceMean",
          "Gemm",
          "MatMul",
          "Add",
          "Expand",
          "ConstantOfShape",
          "Resize",
          "Shape",
          "Cast",
          "Range",
          "Tile",
          "Split",
          "BatchNormalization",
          "Constant",
          "Identity",
          "Nothing");
  private static final long[] NUMBERS = {
    0, 1, -1, 2, 3, 7, 1 << 20, Integer.MAX_VALUE, Integer.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE
  };

  private static List<byte[]> models() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(".onnx"))
          .sorted()
          .map(OnnxFuzzTest::bytes)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Property
  void damagedFilesGiveAGraphOrAMessage(@ForAll long seed) {
    byte[] model = MODELS.get(new Random(seed).nextInt(MODELS.size()));
    graphOrMessage(Mutations.mutate(model, seed));
  }

  @Property
  void madeUpGraphsGiveAGraphOrAMessage(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    ModelProto.Builder model =
        ModelProto.parseFrom(MODELS.get(random.nextInt(MODELS.size()))).toBuilder();
    for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
      change(model.getGraphBuilder(), random);
    }
    graphOrMessage(model.build().toByteArray());
  }

  private static void graphOrMessage(byte[] bytes) {
    try {
      OnnxModel model = OnnxModel.parse("a.onnx", bytes, FOLDER);
      List<Integer> declared = model.recordDims();
      List<Integer> dims =
          declared == null
              ? List.of(3, 64)
              : declared.stream()
                  .map(length -> length == null ? Integer.valueOf(64) : length)
                  .toList();
      if (model.problems(dims).isEmpty()) {
        assertThat(model.graph(dims)).isNotNull();
      }
    } catch (UserException e) {
      assertThat(e).hasMessageContaining("a.onnx");
    }
  }

  private static void change(GraphProto.Builder graph, Random random) {
    if (graph.getNodeCount() == 0) {
      return;
    }
    int place = random.nextInt(graph.getNodeCount());
    NodeProto.Builder node = graph.getNodeBuilder(place);
    switch (random.nextInt(9)) {
      case 0 -> graph.removeNode(place);
      case 1 -> graph.addNode(random.nextInt(graph.getNodeCount()), node.build());
      case 2 -> node.setOpType(OPERATORS.get(random.nextInt(OPERATORS.size())));
      case 3 -> node.addInput(name(graph, random));
      case 4 -> {
        if (node.getInputCount() > 0) {
          node.setInput(random.nextInt(node.getInputCount()), name(graph, random));
        }
      }
      case 5 -> {
        if (node.getInputCount() > 0) {
          List<String> inputs = List.copyOf(node.getInputList());
          node.clearInput().addAllInput(inputs.subList(0, inputs.size() - 1));
        }
      }
      case 6 -> attribute(node, random);
      case 7 -> tensor(graph, random);
      default -> dims(graph, random);
    }
  }

  /** Of any value of the graph, or of none. */
  private static String name(GraphProto.Builder graph, Random random) {
    NodeProto other = graph.getNode(random.nextInt(graph.getNodeCount()));
    return switch (random.nextInt(4)) {
      case 0 -> graph.getInput(0).getName();
      case 1 -> "";
      case 2 ->
          graph.getInitializerCount() == 0
              ? "nowhere"
              : graph.getInitializer(random.nextInt(graph.getInitializerCount())).getName();
      default -> other.getOutputCount() == 0 ? "nowhere" : other.getOutput(0);
    };
  }

  private static long number(Random random) {
    return NUMBERS[random.nextInt(NUMBERS.length)];
  }

  private static void attribute(NodeProto.Builder node, Random random) {
    if (node.getAttributeCount() == 0) {
      return;
    }
    AttributeProto.Builder attribute =
        node.getAttributeBuilder(random.nextInt(node.getAttributeCount()));
    if (attribute.getIntsCount() > 0 && random.nextInt(4) > 0) {
      attribute.setInts(random.nextInt(attribute.getIntsCount()), number(random));
    } else if (random.nextBoolean()) {
      attribute.setI(number(random)).addInts(number(random));
    } else {
      attribute.setType(
          AttributeProto.AttributeType.forNumber(
              random.nextInt(AttributeProto.AttributeType.values().length - 1)));
    }
  }

  private static void tensor(GraphProto.Builder graph, Random random) {
    if (graph.getInitializerCount() == 0) {
      return;
    }
    TensorProto.Builder tensor =
        graph.getInitializerBuilder(random.nextInt(graph.getInitializerCount()));
    switch (random.nextInt(4)) {
      case 0 -> tensor.addDims(number(random));
      case 1 -> tensor.setDataType(random.nextInt(20));
      case 2 -> tensor.clearRawData().clearFloatData();
      default -> {
        if (tensor.getDimsCount() > 0) {
          tensor.setDims(random.nextInt(tensor.getDimsCount()), number(random));
        }
      }
    }
  }

  private static void dims(GraphProto.Builder graph, Random random) {
    var shape = graph.getInputBuilder(0).getTypeBuilder().getTensorTypeBuilder().getShapeBuilder();
    if (shape.getDimCount() == 0 || random.nextInt(4) == 0) {
      shape.addDimBuilder().setDimValue(number(random));
    } else {
      shape.getDimBuilder(random.nextInt(shape.getDimCount())).setDimValue(number(random));
    }
  }
}
