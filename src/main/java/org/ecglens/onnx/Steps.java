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
  private final int batch;
  private final Budget budget;
  private final List<Step> steps = new ArrayList<>();

  /**
   * Steps of one node.
   *
   * @param prefix of the names of intermediate values, unique in the graph
   * @param batch the number of records that the file was written for; 1 if it is open
   */
  Steps(OnnxNode node, String prefix, int batch, Budget budget) {
    this.node = node;
    this.prefix = prefix;
    this.batch = batch;
    this.budget = budget;
  }

  /** Number of records that the file was written for; 1 if it is open. */
  int batch() {
    return batch;
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

  /**
   * The same values with the first axis of the file as one like the others, so that an operation
   * can work along it: {@code [rows, axes…]} of each record.
   */
  Activation lifted(Activation x) {
    return lifted(x, x.rank());
  }

  /**
   * The same, with axes of length 1 in front.
   *
   * @param axes number of axes beside that of the records, at least those of the file
   */
  Activation lifted(Activation x, int axes) {
    UnsupportedNodeException.unless(
        batch == 1,
        "it works along the batch axis of a file for %d records; export it for one, or for any number"
            .formatted(batch));
    List<Integer> dims = new ArrayList<>(x.shape().dims());
    dims.add(0, x.shape().rows());
    while (dims.size() < axes) {
      dims.add(0, 1);
    }
    return reshape(x, Shape.of(dims));
  }

  /** A constant that is the same for every record, with all of its axes beside the records'. */
  Activation lifted(Constant constant) {
    return add(new Operation.Constant(constant.tensor()));
  }

  /** Undoes {@link #lifted}: the first axis are the rows. */
  Activation lowered(Activation x) {
    List<Integer> dims = x.shape().dims();
    return dims.isEmpty() ? x : reshape(x, new Shape(dims.get(0), dims.subList(1, dims.size())));
  }

  /** What works along an axis of an activation. */
  interface Along {
    Activation on(Activation x, int axis);
  }

  /**
   * Works along an axis of the file, the first one included: then on the values with the rows as an
   * axis like the others.
   */
  Activation along(Activation x, int axis, Along work) {
    return axis == 0 ? lowered(work.on(lifted(x), 1)) : work.on(x, axis);
  }

  /** An operation on activations that broadcast, whatever axes they have. */
  Activation broadcast(Operation operation, Activation... inputs) {
    boolean alike =
        Arrays.stream(inputs)
            .allMatch(
                x -> x.rank() == inputs[0].rank() && x.shape().rows() == inputs[0].shape().rows());
    if (alike) {
      return add(operation, inputs);
    }
    int axes = Arrays.stream(inputs).mapToInt(Activation::rank).max().orElseThrow();
    return lowered(
        add(operation, Arrays.stream(inputs).map(x -> lifted(x, axes)).toArray(Activation[]::new)));
  }

  /**
   * A step with a constant that broadcasts against an activation, whatever axes both have.
   *
   * @param operation of the constant in a shape that fits
   */
  Activation with(Constant constant, Activation x, WithConstant operation) {
    boolean beside =
        constant.rank() < x.rank() || (constant.rank() == x.rank() && constant.dims().get(0) == 1);
    if (beside) {
      return add(operation.with(aligned(constant, x)), x);
    }
    Activation lifted = lifted(x, Math.max(constant.rank(), x.rank()));
    return lowered(add(operation.with(aligned(constant, lifted)), lifted));
  }

  /** An operation that holds a constant. */
  interface WithConstant {
    Operation with(Tensor constant);
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
    Tensor value = constant.tensor(dims);
    return add(
        new Operation.Constant(value),
        new Shape(against.shape().rows(), value.dims()),
        false,
        List.of());
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
