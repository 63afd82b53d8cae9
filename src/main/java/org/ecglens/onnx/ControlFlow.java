package org.ecglens.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ecglens.onnx.Value.Missing;

/**
 * Branches and repetitions that do not depend on the record: of an {@code If} the branch that is
 * taken, of a {@code Loop} or {@code Scan} as many copies of the body as there are turns.
 */
final class ControlFlow {
  private static final Set<String> OPERATORS = Set.of("If", "Loop", "Scan");

  /** Turns of one node, times nodes of its body. */
  private static final int MOST_NODES = 1 << 17;

  private final GraphBuilder builder;
  private final NodeProto node;
  private final String name;
  private int helpers;

  private ControlFlow(GraphBuilder builder, NodeProto node, String name) {
    this.builder = builder;
    this.node = node;
    this.name = name;
  }

  static boolean is(NodeProto node) {
    return OPERATORS.contains(node.getOpType())
        && (node.getDomain().isEmpty() || node.getDomain().equals("ai.onnx"));
  }

  /**
   * Translates what a node stands for.
   *
   * @return one value per output
   * @throws UnsupportedNodeException if the record decides on what is computed
   */
  static List<Value> expand(GraphBuilder builder, NodeProto node, String name) {
    ControlFlow flow = new ControlFlow(builder, node, name);
    return switch (node.getOpType()) {
      case "If" -> flow.branch();
      case "Loop" -> flow.loop();
      default -> flow.scan();
    };
  }

  private AttributeProto attribute(String attribute) {
    return node.getAttributeList().stream()
        .filter(a -> a.getName().equals(attribute))
        .findFirst()
        .orElse(null);
  }

  private GraphProto graph(String attribute) {
    AttributeProto found = attribute(attribute);
    UnsupportedNodeException.unless(
        found != null && found.hasG(), "it has no graph '" + attribute + "'");
    return found.getG();
  }

  private long[] integers(String attribute, int size, long otherwise) {
    AttributeProto found = attribute(attribute);
    long[] values = new long[size];
    for (int i = 0; i < size; i++) {
      values[i] = found == null ? otherwise : found.getInts(i);
    }
    return values;
  }

  private boolean given(int input) {
    return input < node.getInputCount() && !node.getInput(input).isEmpty();
  }

  private static Constant constant(Value value, String what) {
    UnsupportedNodeException.unless(
        value instanceof Constant,
        "its %s depend(s) on the record, so that records would be computed differently"
            .formatted(what));
    return (Constant) value;
  }

  /** Translates a graph with values for its inputs; gives the values of its outputs. */
  private List<Value> run(GraphProto graph, String turn, List<Value> inputs) {
    String prefix = name + "/" + turn;
    Map<String, String> bound = new HashMap<>();
    for (int i = 0; i < graph.getInputCount(); i++) {
      String input = prefix + graph.getInput(i).getName();
      bound.put(graph.getInput(i).getName(), input);
      builder.define(input, inputs.get(i));
    }
    Renaming renaming = new Renaming(prefix, bound).defining(Renaming.defined(graph));
    builder.addInitializers(graph.getInitializerList(), renaming);
    graph.getNodeList().forEach(inner -> builder.translate(renaming.of(inner)));
    List<Value> outputs = new ArrayList<>();
    graph
        .getOutputList()
        .forEach(output -> outputs.add(builder.value(renaming.of(output.getName()))));
    return outputs;
  }

  private List<Value> branch() {
    Constant condition = constant(builder.value(node.getInput(0)), "condition");
    boolean taken = condition.scalar("its condition") != 0;
    return run(graph(taken ? "then_branch" : "else_branch"), "", List.of());
  }

  private List<Value> loop() {
    GraphProto body = graph("body");
    long turns =
        given(0)
            ? (long) constant(builder.value(node.getInput(0)), "number of turns").real(0)
            : Long.MAX_VALUE;
    boolean goesOn =
        !given(1)
            || constant(builder.value(node.getInput(1)), "condition").scalar("its condition") != 0;
    int carried = node.getInputCount() - 2;
    List<Value> state = new ArrayList<>();
    for (int i = 0; i < carried; i++) {
      state.add(builder.value(node.getInput(2 + i)));
    }
    List<List<Value>> stacks = new ArrayList<>();
    for (int i = carried + 1; i < body.getOutputCount(); i++) {
      stacks.add(new ArrayList<>());
    }
    for (long turn = 0; turn < turns && goesOn; turn++) {
      checkSize(turn + 1, body);
      List<Value> inputs = new ArrayList<>();
      inputs.add(Constant.vector(turn).reshaped(List.of()));
      inputs.add(Constant.ofIntegers(Constant.Type.BOOL, List.of(), new long[] {1}));
      inputs.addAll(state);
      List<Value> outputs = run(body, turn + "/", inputs);
      goesOn = constant(outputs.get(0), "condition").scalar("its condition") != 0;
      state = new ArrayList<>(outputs.subList(1, 1 + carried));
      for (int i = 0; i < stacks.size(); i++) {
        stacks.get(i).add(outputs.get(1 + carried + i));
      }
    }
    List<Value> results = new ArrayList<>(state);
    stacks.forEach(stack -> results.add(stacked(stack, 0)));
    return results;
  }

  private List<Value> scan() {
    GraphProto body = graph("body");
    AttributeProto count = attribute("num_scan_inputs");
    int scanned = count == null ? 0 : Math.toIntExact(count.getI());
    int carried = node.getInputCount() - scanned;
    int made = body.getOutputCount() - carried;
    UnsupportedNodeException.unless(
        scanned > 0 && carried >= 0 && made >= 0, "its inputs do not fit its body");
    long[] axes = integers("scan_input_axes", scanned, 0);
    long[] directions = integers("scan_input_directions", scanned, 0);
    long[] outputAxes = integers("scan_output_axes", made, 0);
    long[] outputDirections = integers("scan_output_directions", made, 0);
    List<Value> state = new ArrayList<>();
    for (int i = 0; i < carried; i++) {
      state.add(builder.value(node.getInput(i)));
    }
    int turns = length(builder.value(node.getInput(carried)), axes[0]);
    checkSize(turns, body);
    List<List<Value>> stacks = new ArrayList<>();
    for (int i = 0; i < made; i++) {
      stacks.add(new ArrayList<>());
    }
    for (int turn = 0; turn < turns; turn++) {
      List<Value> inputs = new ArrayList<>(state);
      for (int i = 0; i < scanned; i++) {
        int at = directions[i] == 0 ? turn : turns - 1 - turn;
        inputs.add(element(builder.value(node.getInput(carried + i)), axes[i], at));
      }
      List<Value> outputs = run(body, turn + "/", inputs);
      state = new ArrayList<>(outputs.subList(0, carried));
      for (int i = 0; i < made; i++) {
        List<Value> stack = stacks.get(i);
        stack.add(outputDirections[i] == 0 ? stack.size() : 0, outputs.get(carried + i));
      }
    }
    List<Value> results = new ArrayList<>(state);
    for (int i = 0; i < made; i++) {
      results.add(stacked(stacks.get(i), outputAxes[i]));
    }
    return results;
  }

  private static void checkSize(long turns, GraphProto body) {
    UnsupportedNodeException.unless(
        turns * Math.max(1, body.getNodeCount()) <= MOST_NODES,
        "%d turns of %d nodes are more than the %d nodes that are unrolled"
            .formatted(turns, body.getNodeCount(), MOST_NODES));
  }

  private static int length(Value value, long axis) {
    if (value instanceof Constant constant) {
      return constant.dims().get(OnnxNode.axis(axis, constant.rank()));
    }
    UnsupportedNodeException.unless(value instanceof Value.Activation, "its input is missing");
    Value.Activation x = (Value.Activation) value;
    int at = OnnxNode.axis(axis, x.rank());
    UnsupportedNodeException.unless(
        at > 0 || x.shape().rows() > 1, "it goes along the batch axis and would mix records");
    return at == 0 ? x.shape().rows() : x.dim(at);
  }

  /** One element of an axis, without the axis. */
  private Value element(Value value, long axis, int position) {
    return helper(
        NodeProto.newBuilder().setOpType("Gather").addAttribute(axis(axis)),
        List.of(value, Constant.vector(position).reshaped(List.of())));
  }

  /** Values one after the other along a new axis. */
  private Value stacked(List<Value> values, long axis) {
    if (values.isEmpty()) {
      return new Missing("nothing was stacked by node '" + name + "'");
    }
    List<Value> widened = new ArrayList<>();
    for (Value value : values) {
      NodeProto.Builder unsqueeze = NodeProto.newBuilder().setOpType("Unsqueeze");
      if (builder.opset() >= 13) {
        widened.add(helper(unsqueeze, List.of(value, Constant.vector(axis))));
      } else {
        AttributeProto.Builder axes =
            AttributeProto.newBuilder()
                .setName("axes")
                .setType(AttributeProto.AttributeType.INTS)
                .addInts(axis);
        widened.add(helper(unsqueeze.addAttribute(axes), List.of(value)));
      }
    }
    return helper(NodeProto.newBuilder().setOpType("Concat").addAttribute(axis(axis)), widened);
  }

  private static AttributeProto axis(long axis) {
    return AttributeProto.newBuilder()
        .setName("axis")
        .setType(AttributeProto.AttributeType.INT)
        .setI(axis)
        .build();
  }

  private Value helper(NodeProto.Builder operation, List<Value> inputs) {
    String own = name + "/step" + ++helpers;
    operation.setName(own).addOutput(own);
    for (int i = 0; i < inputs.size(); i++) {
      String input = own + "/" + i;
      builder.define(input, inputs.get(i));
      operation.addInput(input);
    }
    builder.translate(operation.build());
    return builder.value(own);
  }
}
