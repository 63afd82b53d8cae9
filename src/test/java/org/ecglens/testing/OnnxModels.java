package org.ecglens.testing;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.ecglens.graph.Graph;
import org.ecglens.onnx.OnnxModel;

/**
 * Small ONNX files for tests:
 *
 * <pre>{@code
 * OnnxModels.model(17)
 *     .input("x", "batch", 12, 600)
 *     .weights("w", 8, 12, 5)
 *     .node("Conv", "x, w -> y", "pads", new int[] {2, 2})
 *     .output("y")
 *     .graph(12, 600);
 * }</pre>
 */
public final class OnnxModels {
  private final ModelProto.Builder model = ModelProto.newBuilder();
  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("test");

  private OnnxModels(int opset) {
    model
        .setIrVersion(opset > 20 ? 10 : 8)
        .setProducerName("ecglens-test")
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(opset));
  }

  /** An empty file of an operator set version. */
  public static OnnxModels model(int opset) {
    return new OnnxModels(opset);
  }

  /** A float input; axes are numbers, or names where open. */
  public OnnxModels input(String name, Object... axes) {
    graph.addInput(info(name, TensorProto.DataType.FLOAT, axes));
    return this;
  }

  /** An input of another type. */
  public OnnxModels input(String name, TensorProto.DataType type, Object... axes) {
    graph.addInput(info(name, type, axes));
    return this;
  }

  private static ValueInfoProto info(String name, TensorProto.DataType type, Object... axes) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (Object axis : axes) {
      TensorShapeProto.Dimension.Builder dim = TensorShapeProto.Dimension.newBuilder();
      if (axis instanceof Integer length) {
        dim.setDimValue(length);
      } else {
        dim.setDimParam((String) axis);
      }
      shape.addDim(dim);
    }
    TypeProto.Tensor.Builder tensor =
        TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(shape);
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }

  /** Normally distributed weights, the same for the same name. */
  public OnnxModels weights(String name, int... dims) {
    int size = Arrays.stream(dims).reduce(1, (a, b) -> a * b);
    Random random = new Random(name.hashCode());
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) (random.nextGaussian() / 4);
    }
    return constant(name, values, dims);
  }

  /** A float constant. */
  public OnnxModels constant(String name, float[] values, int... dims) {
    return tensor(floats(values, dims).toBuilder().setName(name).build());
  }

  /** A float constant without axes. */
  public OnnxModels scalar(String name, double value) {
    return constant(name, new float[] {(float) value});
  }

  /** A vector of int64. */
  public OnnxModels integers(String name, long... values) {
    return tensor(int64(values).toBuilder().setName(name).build());
  }

  /** An int64 without axes. */
  public OnnxModels integer(String name, long value) {
    return tensor(int64(value).toBuilder().clearDims().setName(name).build());
  }

  /** Any constant. */
  public OnnxModels tensor(TensorProto tensor) {
    graph.addInitializer(tensor);
    return this;
  }

  /**
   * x + w, whose two weights lie in another file.
   *
   * @param location of the file, as the tensor names it
   * @param more further entries of the tensor's external data, each key and its value
   */
  public static OnnxModels withExternalWeights(String location, String... more) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName("w")
            .setDataType(TensorProto.DataType.FLOAT_VALUE)
            .addDims(2)
            .setDataLocation(TensorProto.DataLocation.EXTERNAL);
    tensor.addExternalData(entry("location", location));
    for (int i = 0; i < more.length; i += 2) {
      tensor.addExternalData(entry(more[i], more[i + 1]));
    }
    return model(17)
        .input("x", "batch", 2)
        .tensor(tensor.build())
        .node("Add", "x, w -> y")
        .output("y");
  }

  private static StringStringEntryProto entry(String key, String value) {
    return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
  }

  /** A float tensor without a name, as attributes hold it. */
  public static TensorProto floats(float[] values, int... dims) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder().setDataType(TensorProto.DataType.FLOAT_VALUE);
    for (int dim : dims) {
      tensor.addDims(dim);
    }
    for (float value : values) {
      tensor.addFloatData(value);
    }
    return tensor.build();
  }

  /** An int64 vector without a name, as attributes hold it. */
  public static TensorProto int64(long... values) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setDataType(TensorProto.DataType.INT64_VALUE)
            .addDims(values.length);
    for (long value : values) {
      tensor.addInt64Data(value);
    }
    return tensor.build();
  }

  /**
   * A node named after its first output with {@code _node}.
   *
   * @param wiring inputs and outputs, {@code "a, , b -> y"}; an empty name is an omitted input
   * @param attributes names and values in turn
   */
  public OnnxModels node(String type, String wiring, Object... attributes) {
    String[] sides = wiring.split("->", -1);
    NodeProto.Builder node = NodeProto.newBuilder().setOpType(type);
    if (!sides[0].isBlank()) {
      for (String input : sides[0].split(",", -1)) {
        node.addInput(input.strip());
      }
    }
    for (String output : sides[1].split(",", -1)) {
      node.addOutput(output.strip());
    }
    node.setName(node.getOutput(0) + "_node");
    for (int i = 0; i < attributes.length; i += 2) {
      node.addAttribute(attribute((String) attributes[i], attributes[i + 1]));
    }
    graph.addNode(node);
    return this;
  }

  private static AttributeProto attribute(String name, Object value) {
    AttributeProto.Builder attribute = AttributeProto.newBuilder().setName(name);
    if (value instanceof Integer number) {
      attribute.setType(AttributeProto.AttributeType.INT).setI(number);
    } else if (value instanceof Double number) {
      attribute.setType(AttributeProto.AttributeType.FLOAT).setF(number.floatValue());
    } else if (value instanceof String text) {
      attribute.setType(AttributeProto.AttributeType.STRING).setS(ByteString.copyFromUtf8(text));
    } else if (value instanceof int[] numbers) {
      attribute.setType(AttributeProto.AttributeType.INTS);
      Arrays.stream(numbers).forEach(attribute::addInts);
    } else if (value instanceof double[] numbers) {
      attribute.setType(AttributeProto.AttributeType.FLOATS);
      Arrays.stream(numbers).forEach(number -> attribute.addFloats((float) number));
    } else if (value instanceof String[] texts) {
      attribute.setType(AttributeProto.AttributeType.STRINGS);
      Arrays.stream(texts).map(ByteString::copyFromUtf8).forEach(attribute::addStrings);
    } else if (value instanceof TensorProto tensor) {
      attribute.setType(AttributeProto.AttributeType.TENSOR).setT(tensor);
    } else {
      throw new IllegalArgumentException(name + " = " + value);
    }
    return attribute.build();
  }

  /** Changes the last node. */
  public OnnxModels change(Consumer<NodeProto.Builder> change) {
    change.accept(graph.getNodeBuilder(graph.getNodeCount() - 1));
    return this;
  }

  /** Names an output; its shape is left open. */
  public OnnxModels output(String name) {
    TypeProto.Tensor.Builder tensor =
        TypeProto.Tensor.newBuilder().setElemType(TensorProto.DataType.FLOAT_VALUE);
    graph.addOutput(
        ValueInfoProto.newBuilder()
            .setName(name)
            .setType(TypeProto.newBuilder().setTensorType(tensor)));
    return this;
  }

  /** The file. */
  public ModelProto proto() {
    return model.clone().setGraph(graph).build();
  }

  /** The file's bytes. */
  public byte[] bytes() {
    return proto().toByteArray();
  }

  /** Writes the file. */
  public Path write(Path file) {
    try {
      return Files.write(file, bytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads it back through the reader under test. */
  public OnnxModel read() {
    return OnnxModel.parse("test.onnx", bytes(), null);
  }

  /** Its graph for records of a shape. */
  public Graph graph(Integer... recordDims) {
    return read().graph(List.of(recordDims));
  }
}
