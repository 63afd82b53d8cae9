package org.ecglens.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Names of a part of a file where it is put into the whole: what the part defines gets a prefix,
 * what it takes from outside keeps its name or gets the one that it is bound to.
 */
final class Renaming {
  private final String prefix;
  private final Map<String, String> names;

  /**
   * A renaming.
   *
   * @param prefix of all that the part defines, unique in the file
   * @param bound names of the part that stand for names outside
   */
  Renaming(String prefix, Map<String, String> bound) {
    this.prefix = prefix;
    this.names = new HashMap<>(bound);
  }

  /** Notes what a list of nodes defines. */
  Renaming defining(Stream<String> defined) {
    defined.filter(name -> !name.isEmpty()).forEach(name -> names.putIfAbsent(name, prefix + name));
    return this;
  }

  static Stream<String> defined(List<NodeProto> nodes) {
    return nodes.stream().flatMap(node -> node.getOutputList().stream());
  }

  static Stream<String> defined(GraphProto graph) {
    return Stream.concat(
        graph.getInitializerList().stream().map(TensorProto::getName),
        defined(graph.getNodeList()));
  }

  String of(String name) {
    return names.getOrDefault(name, name);
  }

  NodeProto of(NodeProto node) {
    NodeProto.Builder renamed = node.toBuilder().clearInput().clearOutput().clearAttribute();
    node.getInputList().forEach(input -> renamed.addInput(of(input)));
    node.getOutputList().forEach(output -> renamed.addOutput(of(output)));
    if (!node.getName().isEmpty()) {
      renamed.setName(prefix + node.getName());
    }
    node.getAttributeList().forEach(attribute -> renamed.addAttribute(of(attribute)));
    return renamed.build();
  }

  private AttributeProto of(AttributeProto attribute) {
    return attribute.hasG() ? attribute.toBuilder().setG(of(attribute.getG())).build() : attribute;
  }

  /** A graph inside a node: what it defines itself keeps its names. */
  private GraphProto of(GraphProto graph) {
    Map<String, String> outside = new HashMap<>(names);
    graph.getInputList().forEach(input -> outside.remove(input.getName()));
    defined(graph).forEach(outside::remove);
    Renaming inner = new Renaming(prefix, outside);
    GraphProto.Builder renamed = graph.toBuilder().clearNode().clearOutput();
    graph.getNodeList().forEach(node -> renamed.addNode(inner.of(node)));
    graph
        .getOutputList()
        .forEach(
            output ->
                renamed.addOutput(output.toBuilder().setName(inner.of(output.getName())).build()));
    return renamed.build();
  }
}
