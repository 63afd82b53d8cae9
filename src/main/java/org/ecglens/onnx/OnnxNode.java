package org.ecglens.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ecglens.onnx.Value.Activation;

/** One node of a model file with its inputs resolved, and typed access to its attributes. */
final class OnnxNode {
  private final NodeProto proto;
  private final String name;
  private final long opset;
  private final List<Value> inputs;
  private final TensorReader tensors;
  private final Map<String, AttributeProto> attributes = new HashMap<>();

  /**
   * A node.
   *
   * @param inputs null where an optional input is left out
   */
  OnnxNode(NodeProto proto, String name, long opset, List<Value> inputs, TensorReader tensors) {
    this.proto = proto;
    this.name = name;
    this.opset = opset;
    this.inputs = new ArrayList<>(inputs);
    this.tensors = tensors;
    for (AttributeProto attribute : proto.getAttributeList()) {
      attributes.put(attribute.getName(), attribute);
    }
  }

  /** The same node with another first input. */
  OnnxNode withFirst(Value first) {
    List<Value> others = new ArrayList<>(inputs);
    others.set(0, first);
    return new OnnxNode(proto, name, opset, others, tensors);
  }

  String name() {
    return name;
  }

  String type() {
    return proto.getOpType();
  }

  long opset() {
    return opset;
  }

  int outputs() {
    return proto.getOutputCount();
  }

  int inputs() {
    return inputs.size();
  }

  /** Whether an optional input is given. */
  boolean given(int input) {
    return input < inputs.size() && inputs.get(input) != null;
  }

  /** An input, which must be given. */
  Value input(int index) {
    UnsupportedNodeException.unless(given(index), "input " + index + " is missing");
    return inputs.get(index);
  }

  boolean isConstant(int index) {
    return input(index) instanceof Constant;
  }

  /** An input that depends on the record. */
  Activation activation(int index) {
    if (input(index) instanceof Activation activation) {
      return activation;
    }
    throw new UnsupportedNodeException(
        "input " + index + " is a constant, which is not supported here");
  }

  /** An input that must not depend on the record. */
  Constant constant(int index, String what) {
    if (input(index) instanceof Constant constant) {
      return constant;
    }
    throw new UnsupportedNodeException(
        "its " + what + " depend(s) on the record; only constants are supported");
  }

  boolean has(String attribute) {
    return attributes.containsKey(attribute);
  }

  private AttributeProto attribute(String attribute, AttributeProto.AttributeType expected) {
    AttributeProto found = attributes.get(attribute);
    if (found != null && found.hasType() && found.getType() != expected) {
      throw new UnsupportedNodeException(
          "attribute %s is a %s, must be %s".formatted(attribute, found.getType(), expected));
    }
    return found;
  }

  long integer(String attribute, long fallback) {
    AttributeProto found = attribute(attribute, AttributeProto.AttributeType.INT);
    return found == null ? fallback : found.getI();
  }

  double real(String attribute, double fallback) {
    AttributeProto found = attribute(attribute, AttributeProto.AttributeType.FLOAT);
    return found == null ? fallback : found.getF();
  }

  String text(String attribute, String fallback) {
    AttributeProto found = attribute(attribute, AttributeProto.AttributeType.STRING);
    return found == null ? fallback : found.getS().toStringUtf8();
  }

  /** A list of texts, or null. */
  List<String> texts(String attribute) {
    AttributeProto found = attribute(attribute, AttributeProto.AttributeType.STRINGS);
    return found == null
        ? null
        : found.getStringsList().stream().map(ByteString::toStringUtf8).toList();
  }

  /** A list of integers, or null. */
  long[] integers(String attribute) {
    AttributeProto found = attribute(attribute, AttributeProto.AttributeType.INTS);
    return found == null ? null : found.getIntsList().stream().mapToLong(Long::longValue).toArray();
  }

  /** A list of numbers, or null. */
  double[] reals(String attribute) {
    AttributeProto found = attribute(attribute, AttributeProto.AttributeType.FLOATS);
    return found == null
        ? null
        : found.getFloatsList().stream().mapToDouble(Float::doubleValue).toArray();
  }

  /** A tensor, or null. */
  Constant tensor(String attribute) {
    AttributeProto found = attribute(attribute, AttributeProto.AttributeType.TENSOR);
    return found == null ? null : tensors.read(found.getT());
  }

  /** Integers that older opsets write as an attribute and newer ones as a constant input. */
  long[] integers(String attribute, int input) {
    return given(input) ? constant(input, attribute).integers() : integers(attribute);
  }

  /** An axis in the range 0 … rank − 1. */
  static int axis(long axis, int rank) {
    long positive = axis < 0 ? axis + rank : axis;
    UnsupportedNodeException.unless(
        positive >= 0 && positive < rank, "axis " + axis + " is outside the " + rank + " axes");
    return (int) positive;
  }

  /** Refuses to work along an axis that may count records. */
  static void unlessBatch(Activation x) {
    UnsupportedNodeException.unless(
        x.shape().rows() > 1, "it works along the batch axis and would mix records");
  }

  /** An axis other than the batch axis. */
  static int inner(long axis, int rank) {
    int positive = axis(axis, rank);
    UnsupportedNodeException.unless(
        positive > 0, "it works along the batch axis and would mix records");
    return positive;
  }
}
