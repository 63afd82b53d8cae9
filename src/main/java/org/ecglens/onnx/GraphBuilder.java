package org.ecglens.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ecglens.graph.Graph;
import org.ecglens.graph.Node;
import org.ecglens.graph.NormalizationFolding;
import org.ecglens.graph.Operation;
import org.ecglens.graph.Shape;
import org.ecglens.onnx.Value.Activation;
import org.ecglens.onnx.Value.Missing;

/**
 * Translates the nodes of a file one after the other, for one record, so that all shapes are known;
 * where a graph runs, records are outside of it. A node that cannot be translated is noted and what
 * depends on it is left out, so that all problems of a file are found at once.
 */
final class GraphBuilder {
  private final GraphProto proto;
  private final long opset;
  private final int batch;
  private final TensorReader tensors;
  private final Budget budget = new Budget();
  private final Map<String, Value> values = new HashMap<>();
  private final Map<String, TensorProto> initializers = new HashMap<>();
  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, Shape> shapes = new HashMap<>();
  private final Set<String> nodeNames = new HashSet<>();
  private final List<Problem> problems = new ArrayList<>();
  private final List<String> outputs = new ArrayList<>();
  private final Graph graph;

  /**
   * Translates at once.
   *
   * @param batch the number of records that the file was written for; 1 if it is open
   */
  GraphBuilder(
      GraphProto proto,
      long opset,
      String input,
      List<Integer> recordDims,
      int batch,
      TensorReader tensors) {
    this.proto = proto;
    this.opset = opset;

    this.batch = batch;
    this.tensors = tensors;
    Shape shape = Shape.of(recordDims);
    shapes.put(input, shape);
    values.put(input, new Activation(input, shape, false));
    for (TensorProto tensor : proto.getInitializerList()) {
      initializers.put(tensor.getName(), tensor);
    }
    Set<Integer> needed = needed();
    for (int i = 0; i < proto.getNodeCount(); i++) {
      if (needed.contains(i)) {
        translate(proto.getNode(i));
      }
    }
    proto.getOutputList().forEach(output -> finish(output.getName()));
    graph =
        problems.isEmpty()
            ? NormalizationFolding.fold(new Graph(input, nodes, outputs, shapes).pruned())
            : null;
    if (graph != null) {
      graph.nodes().stream()
          .filter(node -> !FiniteWeights.of(node.operation()))
          .forEach(node -> refuse(node, "its weights hold NaN or infinity: its training failed"));
    }
  }

  private void refuse(Node node, String reason) {
    problems.add(new Problem(node.name(), node.type(), "ai.onnx", opset, reason));
  }

  List<Problem> problems() {
    return problems;
  }

  /** The graph; only if there are no problems. */
  Graph graph() {
    return graph;
  }

  /** Positions of the nodes that an output depends on. */
  private Set<Integer> needed() {
    Set<String> used = new HashSet<>();
    proto.getOutputList().forEach(output -> used.add(output.getName()));
    Set<Integer> needed = new HashSet<>();
    for (int i = proto.getNodeCount() - 1; i >= 0; i--) {
      NodeProto node = proto.getNode(i);
      if (node.getOutputList().stream().anyMatch(used::contains)) {
        needed.add(i);
        addRead(node, used);
      }
    }
    return needed;
  }

  /** What a node reads, also in the graphs that it holds. */
  private static void addRead(NodeProto node, Set<String> used) {
    used.addAll(node.getInputList());
    for (AttributeProto attribute : node.getAttributeList()) {
      attribute.getG().getNodeList().forEach(inner -> addRead(inner, used));
      attribute.getG().getOutputList().forEach(output -> used.add(output.getName()));
    }
  }

  long opset() {
    return opset;
  }

  /** Gives a name that translated nodes read a value. */
  void define(String name, Value value) {
    values.put(name, value);
  }

  /** Weights of a graph inside a node. */
  void addInitializers(List<TensorProto> tensors, Renaming renaming) {
    tensors.forEach(tensor -> initializers.put(renaming.of(tensor.getName()), tensor));
  }

  /** Translates a node and notes what its outputs are. */
  void translate(NodeProto node) {
    String name = unique(node.getName().isEmpty() ? firstOutput(node) : node.getName());
    List<Value> results = List.of();
    String reason = null;
    try {
      results = lower(node, name);
    } catch (UnsupportedNodeException refusal) {
      reason = refusal.getMessage();
    } catch (IllegalArgumentException
        | ArithmeticException
        | IndexOutOfBoundsException
        | NegativeArraySizeException
        | ClassCastException
        | NullPointerException e) {
      // Lengths and lists of a malformed node that no check has met.
      reason = "its attributes and inputs do not fit together (" + e.getMessage() + ")";
    }
    if (reason != null) {
      problems.add(new Problem(name, node.getOpType(), domain(node), opset, reason));
    }
    for (int i = 0; i < node.getOutputCount(); i++) {
      Value unused =
          new Missing(
              problems.isEmpty()
                  ? "output " + i + " of node '" + name + "' is not supported"
                  : null);
      values.put(node.getOutput(i), i < results.size() ? results.get(i) : unused);
    }
  }

  private static String firstOutput(NodeProto node) {
    return node.getOutputList().stream()
        .filter(output -> !output.isEmpty())
        .findFirst()
        .orElse(node.getOpType());
  }

  private static String domain(NodeProto node) {
    return node.getDomain().isEmpty() ? "ai.onnx" : node.getDomain();
  }

  private String unique(String name) {
    String candidate = name;
    for (int i = 2; !nodeNames.add(candidate); i++) {
      candidate = name + "#" + i;
    }
    return candidate;
  }

  private List<Value> lower(NodeProto node, String name) {
    UnsupportedNodeException.unless(
        domain(node).equals("ai.onnx"), "operators of other domains are not supported");
    List<Value> inputs = new ArrayList<>();
    boolean incomplete = false;
    for (String given : node.getInputList()) {
      Value value = given.isEmpty() ? null : value(given);
      if (value instanceof Missing missing) {
        UnsupportedNodeException.unless(missing.reason() == null, missing.reason());
        incomplete = true;
      }
      inputs.add(value);
    }
    if (incomplete) {
      // Even without its inputs, a node of an unsupported operator is worth naming.
      if (!ControlFlow.is(node) && !Folding.folds(node.getOpType())) {
        OnnxOperators.lowering(node.getOpType());
      }
      return List.of();
    }
    if (ControlFlow.is(node)) {
      return ControlFlow.expand(this, node, name);
    }
    OnnxNode view = new OnnxNode(node, name, opset, inputs, tensors);
    Steps steps = new Steps(view, firstOutput(node), batch, budget);
    if (Folding.folds(view)) {
      return Folding.fold(view, batch, budget);
    }
    List<Value> results = OnnxOperators.lowering(node.getOpType()).lower(view, steps);
    return adopt(results, node.getOutputList(), steps);
  }

  /** What a name stands for. */
  Value value(String name) {
    TensorProto tensor = initializers.get(name);
    if (tensor != null) {
      return values.computeIfAbsent(name, key -> tensors.read(tensor));
    }
    return values.getOrDefault(name, new Missing("nothing computes the value '" + name + "'"));
  }

  private List<Value> adopt(List<Value> results, List<String> names, Steps steps) {
    UnsupportedNodeException.unless(
        results.size() <= Math.max(1, names.size()), "it has too few names for its outputs");
    Map<String, String> renamed = new HashMap<>();
    for (Node node : steps.nodes(results, names, renamed)) {
      nodes.add(node);
    }
    shapes.putAll(steps.shapes(renamed));
    List<Value> adopted = new ArrayList<>();
    for (Value result : results) {
      adopted.add(
          result instanceof Activation a
              ? new Activation(renamed.getOrDefault(a.name(), a.name()), a.shape(), a.binary())
              : result);
    }
    return adopted;
  }

  /** Outputs keep their names, even where the last step was dropped as doing nothing. */
  private void finish(String output) {
    Value value = value(output);
    if (value instanceof Activation activation) {
      if (!activation.name().equals(output)) {
        Operation same = new Operation.Reshape();
        nodes.add(new Node(unique(output), "Identity", same, List.of(activation.name()), output));
        shapes.put(output, activation.shape());
      }
      outputs.add(output);
    } else if (!(value instanceof Missing missing) || missing.reason() != null) {
      String reason =
          value instanceof Missing missing
              ? missing.reason()
              : "the output does not depend on the input";
      problems.add(new Problem(output, "output", "ai.onnx", opset, reason));
    }
  }
}
