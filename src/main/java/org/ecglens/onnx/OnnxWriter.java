package org.ecglens.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.ecglens.graph.Tensor;

/**
 * Writes a network over time as an ONNX file, one node after the other. Values are {@code [batch,
 * channels, samples]} with an open batch axis; each method takes the names of its inputs and gives
 * that of its output, which is the node's name too. Operator set 17, the newest that every runtime
 * of the last years reads.
 */
public final class OnnxWriter {
  private static final int OPSET = 17;
  private static final int IR_VERSION = 8;

  private final GraphProto.Builder graph;

  /**
   * Begins a file.
   *
   * @param name of the network
   * @param input name of the input
   * @param recordDims its axes without the batch axis
   */
  public OnnxWriter(String name, String input, List<Integer> recordDims) {
    graph = GraphProto.newBuilder().setName(name).addInput(port(input, recordDims));
  }

  /**
   * Convolution with stride 1.
   *
   * @param weight {@code [out, in, kernel]}
   * @param bias {@code [out]}
   * @param padBegin zeros before
   * @param padEnd zeros behind
   */
  public String convolution(
      String name, String x, Tensor weight, Tensor bias, int padBegin, int padEnd) {
    return add(
        node("Conv", name, x)
            .addInput(constant(name + ".weight", weight))
            .addInput(constant(name + ".bias", bias))
            .addAttribute(integers("kernel_shape", weight.dim(2)))
            .addAttribute(integers("pads", padBegin, padEnd)));
  }

  /** Batch normalisation with fixed statistics, each one value per channel. */
  public String batchNormalization(
      String name,
      String x,
      Tensor scale,
      Tensor shift,
      Tensor mean,
      Tensor variance,
      double epsilon) {
    return add(
        node("BatchNormalization", name, x)
            .addInput(constant(name + ".scale", scale))
            .addInput(constant(name + ".shift", shift))
            .addInput(constant(name + ".mean", mean))
            .addInput(constant(name + ".variance", variance))
            .addAttribute(
                AttributeProto.newBuilder()
                    .setName("epsilon")
                    .setType(AttributeProto.AttributeType.FLOAT)
                    .setF((float) epsilon)));
  }

  /** {@code max(x, 0)}. */
  public String relu(String name, String x) {
    return add(node("Relu", name, x));
  }

  /** 1 / (1 + e⁻ˣ). */
  public String sigmoid(String name, String x) {
    return add(node("Sigmoid", name, x));
  }

  /** Means of windows that touch; samples that fill no window are dropped. */
  public String averagePool(String name, String x, int window) {
    return add(
        node("AveragePool", name, x)
            .addAttribute(integers("kernel_shape", window))
            .addAttribute(integers("strides", window)));
  }

  /** Sum of two values of one shape. */
  public String add(String name, String a, String b) {
    return add(node("Add", name, a).addInput(b));
  }

  /** Mean over time: {@code [batch, channels]}. */
  public String meanOverTime(String name, String x) {
    String mean = add(node("GlobalAveragePool", name, x));
    return add(node("Flatten", name + ".flat", mean));
  }

  /**
   * Fully connected layer of {@code [batch, in]}.
   *
   * @param weight {@code [out, in]}
   * @param bias {@code [out]}
   */
  public String linear(String name, String x, Tensor weight, Tensor bias) {
    return add(
        node("Gemm", name, x)
            .addInput(constant(name + ".weight", weight))
            .addInput(constant(name + ".bias", bias))
            .addAttribute(
                AttributeProto.newBuilder()
                    .setName("transB")
                    .setType(AttributeProto.AttributeType.INT)
                    .setI(1)));
  }

  /**
   * Ends the file.
   *
   * @param output name of the value that is the network's output
   * @param dims its axes without the batch axis
   * @return the file
   */
  public byte[] finish(String output, List<Integer> dims) {
    String version = OnnxWriter.class.getPackage().getImplementationVersion();
    return ModelProto.newBuilder()
        .setIrVersion(IR_VERSION)
        .setProducerName("ecglens")
        .setProducerVersion(version == null ? "" : version)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
        .setGraph(graph.clone().addOutput(port(output, dims)))
        .build()
        .toByteArray();
  }

  private static NodeProto.Builder node(String type, String name, String input) {
    return NodeProto.newBuilder().setOpType(type).setName(name).addInput(input).addOutput(name);
  }

  private String add(NodeProto.Builder node) {
    graph.addNode(node);
    return node.getOutput(0);
  }

  private String constant(String name, Tensor tensor) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(tensor.size(), Float.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(tensor.toArray());
    TensorProto.Builder proto =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(TensorProto.DataType.FLOAT_VALUE)
            .setRawData(ByteString.copyFrom(bytes));
    tensor.dims().forEach(proto::addDims);
    graph.addInitializer(proto);
    return name;
  }

  private static AttributeProto integers(String name, int... values) {
    AttributeProto.Builder attribute =
        AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
    for (int value : values) {
      attribute.addInts(value);
    }
    return attribute.build();
  }

  private static ValueInfoProto port(String name, List<Integer> dims) {
    TensorShapeProto.Builder shape =
        TensorShapeProto.newBuilder().addDim(Dimension.newBuilder().setDimParam("batch"));
    dims.forEach(dim -> shape.addDim(Dimension.newBuilder().setDimValue(dim)));
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder()
                        .setElemType(TensorProto.DataType.FLOAT_VALUE)
                        .setShape(shape)))
        .build();
  }
}
