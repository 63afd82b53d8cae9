package org.ecglens.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ecglens.error.UserException;

/** Puts the bodies of the functions that a file defines in the place of their calls. */
final class Functions {
  /** Functions that call functions could grow without bound. */
  private static final int MOST_NODES = 1 << 20;

  private static final int DEEPEST = 64;

  private final String model;
  private final Map<String, FunctionProto> functions = new HashMap<>();
  private int calls;

  private Functions(String model, ModelProto proto) {
    this.model = model;
    proto.getFunctionsList().forEach(f -> functions.put(key(f.getDomain(), f.getName()), f));
  }

  /**
   * The same model without calls of its own functions.
   *
   * @throws UserException if a function calls itself, or what it stands for is too large
   */
  static ModelProto inlined(String model, ModelProto proto) {
    if (proto.getFunctionsCount() == 0) {
      return proto;
    }
    Functions functions = new Functions(model, proto);
    List<NodeProto> nodes = new ArrayList<>();
    functions.append(proto.getGraph().getNodeList(), nodes, 0);
    GraphProto graph = proto.getGraph().toBuilder().clearNode().addAllNode(nodes).build();
    return proto.toBuilder().setGraph(graph).clearFunctions().build();
  }

  private static String key(String domain, String name) {
    return (domain.equals("ai.onnx") ? "" : domain) + ":" + name;
  }

  private void append(List<NodeProto> from, List<NodeProto> to, int depth) {
    for (NodeProto node : from) {
      FunctionProto function = functions.get(key(node.getDomain(), node.getOpType()));
      if (function == null) {
        to.add(inside(node, depth));
      } else {
        append(body(node, function), to, deeper(depth, function));
      }
      if (to.size() > MOST_NODES) {
        throw new UserException(
            model + ": its functions stand for more than " + MOST_NODES + " nodes");
      }
    }
  }

  private int deeper(int depth, FunctionProto function) {
    if (depth == DEEPEST) {
      throw new UserException(model + ": the function '" + function.getName() + "' calls itself");
    }
    return depth + 1;
  }

  /** Calls in the graphs that a node holds. */
  private NodeProto inside(NodeProto node, int depth) {
    if (node.getAttributeList().stream().noneMatch(AttributeProto::hasG)) {
      return node;
    }
    NodeProto.Builder result = node.toBuilder().clearAttribute();
    for (AttributeProto attribute : node.getAttributeList()) {
      if (attribute.hasG()) {
        List<NodeProto> nodes = new ArrayList<>();
        append(attribute.getG().getNodeList(), nodes, depth);
        GraphProto graph = attribute.getG().toBuilder().clearNode().addAllNode(nodes).build();
        result.addAttribute(attribute.toBuilder().setG(graph));
      } else {
        result.addAttribute(attribute);
      }
    }
    return result.build();
  }

  private List<NodeProto> body(NodeProto call, FunctionProto function) {
    Map<String, String> bound = new HashMap<>();
    for (int i = 0; i < function.getInputCount(); i++) {
      bound.put(function.getInput(i), i < call.getInputCount() ? call.getInput(i) : "");
    }
    for (int i = 0; i < function.getOutputCount() && i < call.getOutputCount(); i++) {
      if (!call.getOutput(i).isEmpty()) {
        bound.put(function.getOutput(i), call.getOutput(i));
      }
    }
    String name = call.getName().isEmpty() ? function.getName() : call.getName();
    Renaming renaming =
        new Renaming(name + "#" + ++calls + "/", bound)
            .defining(Renaming.defined(function.getNodeList()));
    Map<String, AttributeProto> attributes = new HashMap<>();
    function.getAttributeProtoList().forEach(a -> attributes.put(a.getName(), a));
    call.getAttributeList().forEach(a -> attributes.put(a.getName(), a));
    return function.getNodeList().stream()
        .map(node -> renaming.of(resolved(node, attributes)))
        .toList();
  }

  /** A node with the attributes that the call gives. */
  private static NodeProto resolved(NodeProto node, Map<String, AttributeProto> given) {
    if (node.getAttributeList().stream().allMatch(a -> a.getRefAttrName().isEmpty())) {
      return node;
    }
    NodeProto.Builder result = node.toBuilder().clearAttribute();
    for (AttributeProto attribute : node.getAttributeList()) {
      AttributeProto value =
          attribute.getRefAttrName().isEmpty() ? attribute : given.get(attribute.getRefAttrName());
      if (value != null) {
        result.addAttribute(value.toBuilder().setName(attribute.getName()));
      }
    }
    return result.build();
  }
}
