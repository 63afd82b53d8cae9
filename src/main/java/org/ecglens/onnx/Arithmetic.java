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

  private static Tensor mapped(
      Constant constant, Activation against, Steps steps, DoubleUnaryOperator f) {
    double[] values = constant.reals();
    for (int i = 0; i < values.length; i++) {
      values[i] = f.applyAsDouble(values[i]);
    }
    return steps.aligned(Constant.ofReals(Constant.Type.DOUBLE, constant.dims(), values), against);
  }

  private static Value sum(Value a, Value b, Steps steps) {
    if (a instanceof Activation x && b instanceof Activation y) {
      return steps.add(new Operation.Add(), x, y);
    }
    Activation x = (Activation) (a instanceof Activation ? a : b);
    Constant c = (Constant) (a instanceof Activation ? b : a);
    return steps.add(new Operation.Affine(null, steps.aligned(c, x)), x);
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
      Activation x = node.activation(1);
      Tensor shift = steps.aligned(node.constant(0, "minuend"), x);
      return steps.add(new Operation.Affine(Tensor.scalar(-1), shift), x);
    }
    Activation x = node.activation(0);
    if (node.isConstant(1)) {
      Tensor shift = mapped(node.constant(1, "subtrahend"), x, steps, value -> -value);
      return steps.add(new Operation.Affine(null, shift), x);
    }
    return steps.add(new Operation.Subtract(), x, node.activation(1));
  }

  private static Activation multiply(Value a, Value b, Steps steps) {
    if (a instanceof Activation x && b instanceof Activation y) {
      return x.binary() && y.binary()
          ? steps.addBinary(new Operation.Multiply(), x, y)
          : steps.add(new Operation.Multiply(), x, y);
    }
    Activation x = (Activation) (a instanceof Activation ? a : b);
    Constant c = (Constant) (a instanceof Activation ? b : a);
    return steps.add(new Operation.Affine(steps.aligned(c, x), null), x);
  }

  private static Value divide(OnnxNode node, Steps steps) {
    if (node.isConstant(1)) {
      Activation x = node.activation(0);
      Tensor scale = mapped(node.constant(1, "divisor"), x, steps, value -> 1 / value);
      return steps.add(new Operation.Affine(scale, null), x);
    }
    Activation inverse = steps.apply(Function.RECIPROCAL, node.activation(1));
    if (node.isConstant(0)
        && node.constant(0, "dividend").uniform()
        && node.constant(0, "dividend").real(0) == 1) {
      Tensor ones = steps.aligned(node.constant(0, "dividend"), inverse);
      return ones.size() == 1 ? inverse : steps.add(new Operation.Affine(ones, null), inverse);
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
    Activation difference = steps.add(new Operation.Subtract(), a, b);
    Activation first =
        steps.apply(maximum ? Function.GREATER_OR_EQUAL : Function.LESS_OR_EQUAL, 0, 0, difference);
    return steps.add(new Operation.Where(), first, a, b);
  }
}
