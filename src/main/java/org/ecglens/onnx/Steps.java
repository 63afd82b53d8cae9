package org.ecglens.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ecglens.graph.Function;
import org.ecglens.graph.Node;
import org.ecglens.graph.Operation;
import org.ecglens.graph.Shape;
import org.ecglens.graph.Tensor;
import org.ecglens.onnx.Value.Activation;

/** Collects the canonical nodes that one ONNX node becomes. */
final class Steps {
  private record Step(Operation operation, List<Activation> inputs, Activation result) {}

  private final OnnxNode node;
  private final String prefix;
  private final Integer fixedBatch;
  private final Budget budget;
  private final List<Step> steps = new ArrayList<>();

  /**
   * Steps of one node.
   *
   * @param prefix of the names of intermediate values, unique in the graph
   * @param fixedBatch the number of records that the file was written for, or null if it is open
   */
  Steps(OnnxNode node, String prefix, Integer fixedBatch, Budget budget) {
    this.node = node;
    this.prefix = prefix;
    this.fixedBatch = fixedBatch;
    this.budget = budget;
  }

  /** Number of records that the file was written for, or null if it is open. */
  Integer fixedBatch() {
    return fixedBatch;
  }

  Budget budget() {
    return budget;
  }

  Activation add(Operation operation, Activation... inputs) {
    List<Activation> list = List.of(inputs);
    return add(
        operation,
        ShapeRules.result(operation, list.stream().map(Activation::shape).toList()),
        false,
        list);
  }

  /** A step whose results are all 0 or 1. */
  Activation addBinary(Operation operation, Activation... inputs) {
    Activation result = add(operation, inputs);
    Activation binary = new Activation(result.name(), result.shape(), true);
    Step last = steps.remove(steps.size() - 1);
    steps.add(new Step(last.operation(), last.inputs(), binary));
    return binary;
  }

  private Activation add(
      Operation operation, Shape shape, boolean binary, List<Activation> inputs) {
    if (shape.size() > Budget.LARGEST) {
      throw new UnsupportedNodeException("its result of shape " + shape.dims() + " is too large");
    }
    Activation result = new Activation(prefix + "/" + (steps.size() + 1), shape, binary);
    steps.add(new Step(operation, inputs, result));
    return result;
  }

  Activation apply(Function function, double a, double b, Activation x) {
    return add(new Operation.Elementwise(function, a, b), x);
  }

  Activation apply(Function function, Activation x) {
    return apply(function, 0, 0, x);
  }

  Activation reshape(Activation x, Shape shape) {
    UnsupportedNodeException.unless(
        x.shape().size() == shape.size(),
        "cannot give the shape %s to values of shape %s".formatted(shape.dims(), x.shape().dims()));
    return x.shape().equals(shape)
        ? x
        : add(new Operation.Reshape(), shape, x.binary(), List.of(x));
  }

  Activation reshape(Activation x, List<Integer> dims) {
    return reshape(x, new Shape(x.shape().rows(), dims));
  }

  Activation scale(double factor, Activation x) {
    return add(new Operation.Affine(Tensor.scalar(factor), null), x);
  }

  Activation shift(double summand, Activation x) {
    return add(new Operation.Affine(null, Tensor.scalar(summand)), x);
  }

  /** Chosen elements of an axis; as a slice where that is enough, and nothing where all are. */
  Activation gather(Activation x, int axis, int[] indices) {
    UnsupportedNodeException.unless(indices.length > 0, "its result would be empty");
    int step = indices.length > 1 ? indices[1] - indices[0] : 1;
    boolean regular = step > 0;
    for (int i = 0; i < indices.length; i++) {
      UnsupportedNodeException.unless(
          indices[i] >= 0 && indices[i] < x.dim(axis),
          "index %d is outside an axis of %d".formatted(indices[i], x.dim(axis)));
      regular &= indices[i] == indices[0] + i * step;
    }
    if (!regular) {
      return add(new Operation.Gather(axis, Arrays.stream(indices).boxed().toList()), x);
    }
    if (indices.length == x.dim(axis)) {
      return x;
    }
    int end = indices[indices.length - 1] + 1;
    return add(new Operation.Slice(axis, indices[0], end, step), x);
  }

  /** A constant as an activation that broadcasts against another. */
  Activation constant(Constant constant, Activation against) {
    List<Integer> dims = new ArrayList<>(aligned(constant, against).dims());
    while (dims.size() < against.rank() - 1) {
      dims.add(0, 1);
    }
    UnsupportedNodeException.unless(
        against.shape().rows() == 1,
        "it combines a constant of shape %s with a value of %d rows per record"
            .formatted(constant.dims(), against.shape().rows()));
    return add(new Operation.Constant(constant.tensor(dims)));
  }

  /** A constant that broadcasts against axes 1, 2, … of an activation. */
  Tensor aligned(Constant constant, Activation against) {
    List<Integer> dims = constant.dims();
    if (dims.size() >= against.rank()) {
      boolean fits = dims.size() == against.rank() && dims.get(0) == 1;
      if (!fits && constant.size() == 1) {
        return constant.tensor(List.of());
      }
      UnsupportedNodeException.unless(
          fits,
          "a constant of shape %s would mix records of [batch, %s]"
              .formatted(dims, against.shape().dims()));
      dims = dims.subList(1, dims.size());
    }
    return constant.tensor(dims);
  }

  /**
   * The nodes; results of the ONNX node itself take its name and the names of its outputs.
   *
   * @param renamed filled with the new names of values
   */
  List<Node> nodes(
      List<? extends Value> results, List<String> outputs, Map<String, String> renamed) {
    Map<String, String> nodeNames = new HashMap<>();
    for (int i = 0; i < results.size(); i++) {
      if (results.get(i) instanceof Activation a
          && steps.stream().anyMatch(step -> step.result().name().equals(a.name()))
          && renamed.putIfAbsent(a.name(), outputs.get(i)) == null) {
        nodeNames.put(a.name(), i == 0 ? node.name() : node.name() + ":" + i);
      }
    }
    List<Node> nodes = new ArrayList<>();
    for (Step step : steps) {
      String result = step.result().name();
      Stream<String> inputs =
          step.inputs().stream().map(x -> renamed.getOrDefault(x.name(), x.name()));
      nodes.add(
          new Node(
              nodeNames.getOrDefault(result, node.name() + "/" + (nodes.size() + 1)),
              node.type(),
              step.operation(),
              inputs.toList(),
              renamed.getOrDefault(result, result)));
    }
    return nodes;
  }

  /** Shapes of the values that {@link #nodes} makes. */
  Map<String, Shape> shapes(Map<String, String> renamed) {
    Map<String, Shape> shapes = new HashMap<>();
    for (Step step : steps) {
      Activation result = step.result();
      shapes.put(renamed.getOrDefault(result.name(), result.name()), result.shape());
    }
    return shapes;
  }
}
