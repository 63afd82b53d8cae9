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
    Literal first = Literal.of(given);
    OnnxNode view = node.withFirst(new Activation(LITERAL, first.shape(), false));
    Steps steps = new Steps(view, LITERAL, 1, budget);
    List<Value> lowered = lowering.lower(view, steps);
    Map<String, Literal> values = new HashMap<>(Map.of(LITERAL, first));
    Map<String, Shape> shapes = steps.shapes(Map.of());
    for (Node step : steps.nodes(List.of(), List.of(), new HashMap<>())) {
      Shape shape = shapes.get(step.output());
      budget.spend(shape.size());
      List<Literal> inputs = step.inputs().stream().map(values::get).toList();
      values.put(step.output(), evaluate(step.operation(), inputs, shape));
    }
    List<Value> results = new ArrayList<>();
    for (Value value : lowered) {
      results.add(value instanceof Activation a ? constant(values.get(a.name()), a, given) : value);
    }
    return results;
  }

  private static Constant constant(Literal literal, Activation result, Constant given) {
    List<Integer> dims = Broadcast.list(literal.dims());
    boolean scalar = given.rank() == 0 && dims.equals(List.of(1));
    return Constant.ofReals(
        result.binary() ? Constant.Type.BOOL : given.type(),
        scalar ? List.of() : dims,
        literal.values());
  }

  private static Literal evaluate(Operation operation, List<Literal> inputs, Shape shape) {
    int[] dims = Literal.lengths(shape);
    if (operation instanceof Operation.Constant constant) {
      return Literal.row(constant.value()).reshaped(dims);
    }
    Literal x = inputs.get(0);
    if (operation instanceof Operation.Elementwise function) {
      return mapped(x, function);
    } else if (operation instanceof Operation.Affine affine) {
      return affine(x, affine, dims);
    } else if (operation instanceof Operation.PRelu prelu) {
      return combined(
          List.of(x, Literal.beside(prelu.slope(), dims.length)),
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
      return x.reshaped(dims);
    } else if (operation instanceof Operation.Transpose transpose) {
      return x.transposed(transpose.permutation());
    } else if (operation instanceof Operation.Concat concat) {
      return Literal.joined(inputs, concat.axis());
    } else if (operation instanceof Operation.Slice slice) {
      return x.taken(slice.axis(), positions(slice));
    } else if (operation instanceof Operation.Gather gather) {
      return x.taken(gather.axis(), gather.indices());
    } else if (operation instanceof Operation.Pad pad) {
      return x.padded(pad.padsBegin(), pad.padsEnd(), pad.value());
    }
    return LiteralWindows.evaluate(operation, x, dims);
  }

  private static List<Integer> positions(Operation.Slice slice) {
    return IntStream.iterate(slice.start(), at -> at < slice.end(), at -> at + slice.step())
        .boxed()
        .toList();
  }

  private static Literal mapped(Literal x, Operation.Elementwise function) {
    double[] values =
        Arrays.stream(x.values())
            .map(value -> function.function().at(value, function.a(), function.b()))
            .toArray();
    return new Literal(x.dims(), values);
  }

  private static Literal affine(Literal x, Operation.Affine affine, int[] dims) {
    Literal scaled =
        affine.scale() == null
            ? x
            : combined(
                List.of(x, Literal.beside(affine.scale(), dims.length)), dims, (a, b) -> a * b);
    return affine.shift() == null
        ? scaled
        : combined(List.of(scaled, Literal.beside(affine.shift(), dims.length)), dims, Double::sum);
  }

  private static Literal combined(List<Literal> inputs, int[] dims, DoubleBinaryOperator operator) {
    double[] result = inputs.get(0).spread(dims);
    for (Literal input : inputs.subList(1, inputs.size())) {
      double[] other = input.spread(dims);
      for (int i = 0; i < result.length; i++) {
        result[i] = operator.applyAsDouble(result[i], other[i]);
      }
    }
    return new Literal(dims, result);
  }

  private static Literal where(List<Literal> inputs, int[] dims) {
    double[] condition = inputs.get(0).spread(dims);
    double[] yes = inputs.get(1).spread(dims);
    double[] no = inputs.get(2).spread(dims);
    double[] chosen = new double[yes.length];
    for (int i = 0; i < chosen.length; i++) {
      chosen[i] = condition[i] != 0 ? yes[i] : no[i];
    }
    return new Literal(dims, chosen);
  }

  private static Literal linear(Literal x, Operation.Linear linear, int[] dims) {
    int inner = x.stride(linear.axis());
    int in = linear.matrix().dim(1);
    int out = linear.matrix().dim(0);
    double[] result = new double[(int) Broadcast.size(dims)];
    for (int i = 0; i < result.length; i++) {
      int outer = i / (inner * out);
      int o = i / inner % out;
      double sum = linear.bias() == null ? 0 : linear.bias().get(o);
      for (int k = 0; k < in; k++) {
        sum += linear.matrix().get(o * in + k) * x.values()[(outer * in + k) * inner + i % inner];
      }
      result[i] = sum;
    }
    return new Literal(dims, result);
  }

  private static Literal product(Literal a, Literal b, int[] dims) {
    int last = dims.length - 1;
    int rows = dims[last - 1];
    int columns = dims[last];
    int shared = a.dims()[last];
    double[] left = a.spread(stack(dims, rows, shared));
    double[] right = b.spread(stack(dims, shared, columns));
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
    return new Literal(dims, result);
  }

  private static int[] stack(int[] dims, int rows, int columns) {
    int[] lengths = dims.clone();
    lengths[dims.length - 2] = rows;
    lengths[dims.length - 1] = columns;
    return lengths;
  }

  private static Literal standardized(Literal x, Operation.Standardize operation) {
    double[] result = new double[x.values().length];
    for (int[] group : x.groups(operation.axes())) {
      double mean =
          operation.centred()
              ? Arrays.stream(group).mapToDouble(i -> x.values()[i]).average().orElseThrow()
              : 0;
      double variance =
          Arrays.stream(group)
              .mapToDouble(i -> Math.pow(x.values()[i] - mean, 2))
              .average()
              .orElseThrow();
      for (int i : group) {
        result[i] =
            (x.values()[i] - mean)
                / (Math.sqrt(variance + operation.epsilon()) + operation.offset());
      }
    }
    return new Literal(x.dims(), result);
  }

  private static Literal softmax(Literal x, int axis, boolean log) {
    double[] result = new double[x.values().length];
    for (int[] group : x.groups(List.of(axis))) {
      double largest = Arrays.stream(group).mapToDouble(i -> x.values()[i]).max().orElseThrow();
      double sum = Arrays.stream(group).mapToDouble(i -> Math.exp(x.values()[i] - largest)).sum();
      for (int i : group) {
        double shifted = x.values()[i] - largest;
        result[i] = log ? shifted - Math.log(sum) : Math.exp(shifted) / sum;
      }
    }
    return new Literal(x.dims(), result);
  }

  private interface Reduction {
    double of(DoubleStream values);
  }

  private static Literal reduced(Literal x, List<Integer> axes, int[] dims, Reduction reduction) {
    double[] result =
        x.groups(axes).stream()
            .mapToDouble(
                group -> reduction.of(Arrays.stream(group).mapToDouble(i -> x.values()[i])))
            .toArray();
    return new Literal(dims, result);
  }
}
