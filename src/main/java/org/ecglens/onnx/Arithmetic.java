package org.ecglens.onnx;

import static org.ecglens.onnx.Lowering.single;

import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.ecglens.graph.Function;
import org.ecglens.graph.Operation;
import org.ecglens.graph.Tensor;
import org.ecglens.onnx.Value.Activation;

/** Sums, products and quotients of activations and constants. */
final class Arithmetic {
  private Arithmetic() {}

  static Map<String, Lowering> lowerings() {
    Map<String, Lowering> all = new HashMap<>();
    all.put("Add", single((node, steps) -> sum(node.input(0), node.input(1), steps)));
    all.put("Sub", single(Arithmetic::subtract));
    all.put("Mul", single((node, steps) -> multiply(node.input(0), node.input(1), steps)));
    all.put("Div", single(Arithmetic::divide));
    all.put("Neg", single((node, steps) -> steps.scale(-1, node.activation(0))));
    all.put("Sum", single(Arithmetic::sumOfAll));
    all.put(
        "Mean",
        single(
            (node, steps) -> steps.scale(1.0 / node.inputs(), (Activation) sumOfAll(node, steps))));
    all.put("Max", single((node, steps) -> extreme(node, steps, true)));
    all.put("Min", single((node, steps) -> extreme(node, steps, false)));
    return all;
  }

  private static Constant mapped(Constant constant, DoubleUnaryOperator f) {
    double[] values = constant.reals();
    for (int i = 0; i < values.length; i++) {
      values[i] = f.applyAsDouble(values[i]);
    }
    return Constant.ofReals(Constant.Type.DOUBLE, constant.dims(), values);
  }

  private static Activation shifted(Constant summand, Activation x, Steps steps) {
    return steps.with(summand, x, constant -> new Operation.Affine(null, constant));
  }

  private static Activation scaled(Constant factor, Activation x, Steps steps) {
    return steps.with(factor, x, constant -> new Operation.Affine(constant, null));
  }

  private static Value sum(Value a, Value b, Steps steps) {
    if (a instanceof Activation x && b instanceof Activation y) {
      return steps.broadcast(new Operation.Add(), x, y);
    }
    Activation x = (Activation) (a instanceof Activation ? a : b);
    Constant c = (Constant) (a instanceof Activation ? b : a);
    return shifted(c, x, steps);
  }

  private static Value sumOfAll(OnnxNode node, Steps steps) {
    Value sum = null;
    for (int i = 0; i < node.inputs(); i++) {
      if (!node.isConstant(i)) {
        sum = sum == null ? node.input(i) : sum(sum, node.input(i), steps);
      }
    }
    for (int i = 0; i < node.inputs(); i++) {
      if (node.isConstant(i)) {
        sum = sum(sum, node.input(i), steps);
      }
    }
    return sum;
  }

  private static Value subtract(OnnxNode node, Steps steps) {
    if (node.isConstant(0)) {
      return steps.with(
          node.constant(0, "minuend"),
          node.activation(1),
          constant -> new Operation.Affine(Tensor.scalar(-1), constant));
    }
    Activation x = node.activation(0);
    if (node.isConstant(1)) {
      return shifted(mapped(node.constant(1, "subtrahend"), value -> -value), x, steps);
    }
    return steps.broadcast(new Operation.Subtract(), x, node.activation(1));
  }

  private static Activation multiply(Value a, Value b, Steps steps) {
    if (a instanceof Activation x && b instanceof Activation y) {
      return x.binary() && y.binary()
          ? steps.addBinary(new Operation.Multiply(), x, y)
          : steps.broadcast(new Operation.Multiply(), x, y);
    }
    Activation x = (Activation) (a instanceof Activation ? a : b);
    Constant c = (Constant) (a instanceof Activation ? b : a);
    return scaled(c, x, steps);
  }

  private static Value divide(OnnxNode node, Steps steps) {
    if (node.isConstant(1)) {
      Activation x = node.activation(0);
      return scaled(mapped(node.constant(1, "divisor"), value -> 1 / value), x, steps);
    }
    Activation inverse = steps.apply(Function.RECIPROCAL, node.activation(1));
    if (node.isConstant(0)
        && node.constant(0, "dividend").uniform()
        && node.constant(0, "dividend").real(0) == 1) {
      Constant ones = node.constant(0, "dividend");
      return ones.size() == 1 && ones.rank() <= inverse.rank()
          ? inverse
          : scaled(ones, inverse, steps);
    }
    return multiply(node.input(0), inverse, steps);
  }

  private static Value extreme(OnnxNode node, Steps steps, boolean maximum) {
    Activation result = null;
    for (int i = 0; i < node.inputs(); i++) {
      if (node.input(i) instanceof Activation x) {
        result = result == null ? x : larger(result, x, steps, maximum);
      }
    }
    for (int i = 0; i < node.inputs(); i++) {
      if (node.input(i) instanceof Constant c) {
        if (c.size() == 1) {
          double low = maximum ? c.real(0) : Double.NEGATIVE_INFINITY;
          double high = maximum ? Double.POSITIVE_INFINITY : c.real(0);
          result = steps.apply(Function.CLIP, low, high, result);
        } else {
          result = larger(result, steps.constant(c, result), steps, maximum);
        }
      }
    }
    return result;
  }

  private static Activation larger(Activation a, Activation b, Steps steps, boolean maximum) {
    Activation difference = steps.broadcast(new Operation.Subtract(), a, b);
    Activation first =
        steps.apply(maximum ? Function.GREATER_OR_EQUAL : Function.LESS_OR_EQUAL, 0, 0, difference);
    return steps.broadcast(new Operation.Where(), first, a, b);
  }
}
