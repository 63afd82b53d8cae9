package org.ecglens.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.ecglens.graph.Node;
import org.ecglens.graph.Operation;
import org.ecglens.graph.Shape;
import org.ecglens.graph.Tensor;
import org.ecglens.onnx.Value.Activation;

/**
 * Works out canonical operations on values that no record changes, in double precision: learned
 * queries and position tables, reparametrized weights, filters that a network computes. What
 * operators mean is thus written once, in their lowerings.
 */
final class LiteralOperations {
  private static final String LITERAL = "literal";

  private LiteralOperations() {}

  /**
   * Works out a node of constants. Its first input plays the activation.
   *
   * @throws UnsupportedNodeException if the operator has no lowering, or not for these inputs
   */
  static List<Value> fold(OnnxNode node, Budget budget) {
    Lowering lowering = OnnxOperators.lowering(node.type());
    Constant given = node.constant(0, "input");
    Constant first = real(given.rank() == 0 ? List.of(1) : given.dims(), given.reals());
    Shape of = new Shape(first.dims().get(0), first.dims().subList(1, first.rank()));
    OnnxNode view = node.withFirst(new Activation(LITERAL, of, false));
    Steps steps = new Steps(view, LITERAL, 1, budget);
    List<Value> lowered = lowering.lower(view, steps);
    Map<String, Constant> values = new HashMap<>(Map.of(LITERAL, first));
    Map<String, Shape> shapes = steps.shapes(Map.of());
    for (Node step : steps.nodes(List.of(), List.of(), new HashMap<>())) {
      Shape shape = shapes.get(step.output());
      budget.spend(shape.size());
      List<Constant> inputs = step.inputs().stream().map(values::get).toList();
      values.put(step.output(), evaluate(step.operation(), inputs, shape));
    }
    List<Value> results = new ArrayList<>();
    for (Value value : lowered) {
      results.add(value instanceof Activation a ? constant(values.get(a.name()), a, given) : value);
    }
    return results;
  }

  private static Constant constant(Constant worked, Activation result, Constant given) {
    boolean scalar = given.rank() == 0 && worked.dims().equals(List.of(1));
    return Constant.ofReals(
        result.binary() ? Constant.Type.BOOL : given.type(),
        scalar ? List.of() : worked.dims(),
        worked.reals());
  }

  /** Values in row-major order; the first axis are the rows, as in a file. */
  private static Constant real(List<Integer> dims, double[] values) {
    return Constant.ofReals(Constant.Type.DOUBLE, dims, values);
  }

  private static Constant real(Tensor tensor) {
    double[] values = new double[tensor.size()];
    Arrays.setAll(values, tensor::get);
    return real(tensor.dims(), values);
  }

  private static Constant evaluate(Operation operation, List<Constant> inputs, Shape shape) {
    int[] dims = new int[shape.rank()];
    Arrays.setAll(dims, axis -> axis == 0 ? shape.rows() : shape.dim(axis));
    if (operation instanceof Operation.Constant constant) {
      return real(constant.value()).reshaped(Broadcast.list(dims));
    }
    Constant x = inputs.get(0);
    if (operation instanceof Operation.Elementwise function) {
      return mapped(x, function);
    } else if (operation instanceof Operation.Affine affine) {
      return affine(x, affine, dims);
    } else if (operation instanceof Operation.PRelu prelu) {
      return combined(
          List.of(x, real(prelu.slope())),
          dims,
          (value, slope) -> value >= 0 ? value : slope * value);
    } else if (operation instanceof Operation.Add) {
      return combined(inputs, dims, Double::sum);
    } else if (operation instanceof Operation.Subtract) {
      return combined(inputs, dims, (a, b) -> a - b);
    } else if (operation instanceof Operation.Multiply) {
      return combined(inputs, dims, (a, b) -> a * b);
    } else if (operation instanceof Operation.Where) {
      return where(inputs, dims);
    } else if (operation instanceof Operation.Linear linear) {
      return linear(x, linear, dims);
    } else if (operation instanceof Operation.MatMul) {
      return product(x, inputs.get(1), dims);
    } else if (operation instanceof Operation.Standardize standardize) {
      return standardized(x, standardize);
    } else if (operation instanceof Operation.Softmax softmax) {
      return softmax(x, softmax.axis(), false);
    } else if (operation instanceof Operation.LogSoftmax softmax) {
      return softmax(x, softmax.axis(), true);
    } else if (operation instanceof Operation.ReduceSum sum) {
      return reduced(x, sum.axes(), dims, DoubleStream::sum);
    } else if (operation instanceof Operation.ReduceMean mean) {
      return reduced(x, mean.axes(), dims, values -> values.average().orElseThrow());
    } else if (operation instanceof Operation.ReduceMax maximum) {
      return reduced(x, maximum.axes(), dims, values -> values.max().orElseThrow());
    } else if (operation instanceof Operation.Reshape) {
      return x.reshaped(Broadcast.list(dims));
    } else if (operation instanceof Operation.Transpose transpose) {
      return Rearranged.transposed(x, Broadcast.ints(transpose.permutation()));
    } else if (operation instanceof Operation.Concat concat) {
      return Rearranged.joined(inputs, concat.axis());
    } else if (operation instanceof Operation.Slice slice) {
      return Rearranged.taken(x, slice.axis(), positions(slice));
    } else if (operation instanceof Operation.Gather gather) {
      return Rearranged.taken(x, gather.axis(), Broadcast.ints(gather.indices()));
    } else if (operation instanceof Operation.Pad pad) {
      return padded(x, pad, dims);
    }
    return LiteralWindows.evaluate(operation, x, dims);
  }

  private static int[] positions(Operation.Slice slice) {
    return IntStream.iterate(slice.start(), at -> at < slice.end(), at -> at + slice.step())
        .toArray();
  }

  private static Constant mapped(Constant x, Operation.Elementwise function) {
    double[] values =
        Arrays.stream(x.reals())
            .map(value -> function.function().at(value, function.a(), function.b()))
            .toArray();
    return real(x.dims(), values);
  }

  private static Constant affine(Constant x, Operation.Affine affine, int[] dims) {
    Constant scaled =
        affine.scale() == null
            ? x
            : combined(List.of(x, real(affine.scale())), dims, (a, b) -> a * b);
    return affine.shift() == null
        ? scaled
        : combined(List.of(scaled, real(affine.shift())), dims, Double::sum);
  }

  private static Constant combined(
      List<Constant> inputs, int[] dims, DoubleBinaryOperator operator) {
    double[] result = Broadcast.spread(inputs.get(0), dims).reals();
    for (Constant input : inputs.subList(1, inputs.size())) {
      double[] other = Broadcast.spread(input, dims).reals();
      for (int i = 0; i < result.length; i++) {
        result[i] = operator.applyAsDouble(result[i], other[i]);
      }
    }
    return real(Broadcast.list(dims), result);
  }

  private static Constant where(List<Constant> inputs, int[] dims) {
    double[] condition = Broadcast.spread(inputs.get(0), dims).reals();
    double[] yes = Broadcast.spread(inputs.get(1), dims).reals();
    double[] no = Broadcast.spread(inputs.get(2), dims).reals();
    double[] chosen = new double[yes.length];
    for (int i = 0; i < chosen.length; i++) {
      chosen[i] = condition[i] != 0 ? yes[i] : no[i];
    }
    return real(Broadcast.list(dims), chosen);
  }

  private static Constant linear(Constant x, Operation.Linear linear, int[] dims) {
    int inner = Rearranged.stride(x, linear.axis());
    int in = linear.matrix().dim(1);
    int out = linear.matrix().dim(0);
    double[] result = new double[(int) Broadcast.size(dims)];
    for (int i = 0; i < result.length; i++) {
      int outer = i / (inner * out);
      int o = i / inner % out;
      double sum = linear.bias() == null ? 0 : linear.bias().get(o);
      for (int k = 0; k < in; k++) {
        sum += linear.matrix().get(o * in + k) * x.real((outer * in + k) * inner + i % inner);
      }
      result[i] = sum;
    }
    return real(Broadcast.list(dims), result);
  }

  private static Constant product(Constant a, Constant b, int[] dims) {
    int last = dims.length - 1;
    int rows = dims[last - 1];
    int columns = dims[last];
    int shared = a.dims().get(last);
    double[] left = Broadcast.spread(a, stack(dims, rows, shared)).reals();
    double[] right = Broadcast.spread(b, stack(dims, shared, columns)).reals();
    double[] result = new double[(int) Broadcast.size(dims)];
    for (int i = 0; i < result.length; i++) {
      int matrix = i / (rows * columns);
      int row = i / columns % rows;
      double sum = 0;
      for (int k = 0; k < shared; k++) {
        sum +=
            left[(matrix * rows + row) * shared + k]
                * right[(matrix * shared + k) * columns + i % columns];
      }
      result[i] = sum;
    }
    return real(Broadcast.list(dims), result);
  }

  private static int[] stack(int[] dims, int rows, int columns) {
    int[] lengths = dims.clone();
    lengths[dims.length - 2] = rows;
    lengths[dims.length - 1] = columns;
    return lengths;
  }

  private static Constant standardized(Constant x, Operation.Standardize operation) {
    double[] result = new double[x.size()];
    for (int[] group : groups(x, operation.axes())) {
      double mean =
          operation.centred()
              ? Arrays.stream(group).mapToDouble(i -> x.real(i)).average().orElseThrow()
              : 0;
      double variance =
          Arrays.stream(group)
              .mapToDouble(i -> Math.pow(x.real(i) - mean, 2))
              .average()
              .orElseThrow();
      for (int i : group) {
        result[i] =
            (x.real(i) - mean) / (Math.sqrt(variance + operation.epsilon()) + operation.offset());
      }
    }
    return real(x.dims(), result);
  }

  private static Constant softmax(Constant x, int axis, boolean log) {
    double[] result = new double[x.size()];
    for (int[] group : groups(x, List.of(axis))) {
      double largest = Arrays.stream(group).mapToDouble(i -> x.real(i)).max().orElseThrow();
      double sum = Arrays.stream(group).mapToDouble(i -> Math.exp(x.real(i) - largest)).sum();
      for (int i : group) {
        double shifted = x.real(i) - largest;
        result[i] = log ? shifted - Math.log(sum) : Math.exp(shifted) / sum;
      }
    }
    return real(x.dims(), result);
  }

  private interface Reduction {
    double of(DoubleStream values);
  }

  private static Constant reduced(Constant x, List<Integer> axes, int[] dims, Reduction reduction) {
    double[] result =
        groups(x, axes).stream()
            .mapToDouble(group -> reduction.of(Arrays.stream(group).mapToDouble(i -> x.real(i))))
            .toArray();
    return real(Broadcast.list(dims), result);
  }

  /** Positions of the elements that a reduction over axes makes one of, one list per result. */
  private static List<int[]> groups(Constant x, List<Integer> axes) {
    int[] dims = Broadcast.ints(x);
    int[] kept = dims.clone();
    axes.forEach(axis -> kept[axis] = 1);
    int[] to = Broadcast.stretched(kept, dims);
    int[] strides = Broadcast.strides(dims);
    int count = (int) Broadcast.size(kept);
    List<int[]> groups = new ArrayList<>();
    int[] filled = new int[count];
    for (int i = 0; i < count; i++) {
      groups.add(new int[x.size() / count]);
    }
    for (int i = 0; i < x.size(); i++) {
      int group = 0;
      for (int axis = 0; axis < dims.length; axis++) {
        group += i / strides[axis] % dims[axis] * to[axis];
      }
      groups.get(group)[filled[group]++] = i;
    }
    return groups;
  }

  /** A number around axes 1, 2, …. */
  private static Constant padded(Constant x, Operation.Pad pad, int[] dims) {
    int[] from = Broadcast.ints(x);
    int[] strides = Broadcast.strides(from);
    int[] walk = Broadcast.strides(dims);
    double[] padded = new double[(int) Broadcast.size(dims)];
    for (int i = 0; i < padded.length; i++) {
      int position = 0;
      boolean inside = true;
      for (int axis = 0; axis < dims.length; axis++) {
        int at = i / walk[axis] % dims[axis] - (axis == 0 ? 0 : pad.padsBegin().get(axis - 1));
        inside &= at >= 0 && at < from[axis];
        position += at * strides[axis];
      }
      padded[i] = inside ? x.real(position) : pad.value();
    }
    return real(Broadcast.list(dims), padded);
  }
}
