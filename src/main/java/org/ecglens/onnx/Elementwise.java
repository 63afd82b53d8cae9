package org.ecglens.onnx;

import static java.util.Map.entry;
import static org.ecglens.onnx.Lowering.single;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ecglens.graph.Function;
import org.ecglens.graph.Operation;
import org.ecglens.onnx.Value.Activation;

/** Functions of one activation. */
final class Elementwise {
  private static final Map<String, Function> PLAIN =
      Map.ofEntries(
          entry("Relu", Function.RELU),
          entry("Sigmoid", Function.SIGMOID),
          entry("HardSwish", Function.HARD_SWISH),
          entry("Tanh", Function.TANH),
          entry("Softplus", Function.SOFTPLUS),
          entry("Softsign", Function.SOFTSIGN),
          entry("Mish", Function.MISH),
          entry("Erf", Function.ERF),
          entry("Sqrt", Function.SQRT),
          entry("Exp", Function.EXP),
          entry("Log", Function.LOG),
          entry("Reciprocal", Function.RECIPROCAL),
          entry("Abs", Function.ABS),
          entry("Sin", Function.SIN),
          entry("Cos", Function.COS));

  private Elementwise() {}

  static Map<String, Lowering> lowerings() {
    Map<String, Lowering> all = new HashMap<>();
    PLAIN.forEach(
        (type, function) ->
            all.put(type, single((node, steps) -> steps.apply(function, node.activation(0)))));
    all.put("LeakyRelu", parametric(Function.LEAKY_RELU, "alpha", 0.01, "", 0));
    all.put("Elu", parametric(Function.ELU, "alpha", 1, "", 0));
    all.put("Celu", parametric(Function.CELU, "alpha", 1, "", 0));
    all.put("Swish", parametric(Function.SWISH, "alpha", 1, "", 0));
    all.put("ThresholdedRelu", parametric(Function.THRESHOLDED_RELU, "alpha", 1, "", 0));
    all.put("Selu", parametric(Function.SELU, "alpha", 1.6732632f, "gamma", 1.050701f));
    all.put("HardSigmoid", parametric(Function.HARD_SIGMOID, "alpha", 0.2, "beta", 0.5));
    all.put("Gelu", single(Elementwise::gelu));
    all.put("PRelu", single(Elementwise::prelu));
    all.put("Clip", single(Elementwise::clip));
    all.put("Pow", single(Elementwise::pow));
    all.put("Softmax", single((node, steps) -> softmax(node, steps, false)));
    all.put("LogSoftmax", single((node, steps) -> softmax(node, steps, true)));
    return all;
  }

  private static Lowering parametric(
      Function function, String a, double fallbackA, String b, double fallbackB) {
    return single(
        (node, steps) ->
            steps.apply(
                function,
                node.real(a, fallbackA),
                b.isEmpty() ? 0 : node.real(b, fallbackB),
                node.activation(0)));
  }

  private static Value gelu(OnnxNode node, Steps steps) {
    String approximation = node.text("approximate", "none");
    Function function =
        switch (approximation) {
          case "none" -> Function.GELU;
          case "tanh" -> Function.GELU_TANH;
          default ->
              throw new UnsupportedNodeException(
                  "its approximation '" + approximation + "' is unknown");
        };
    return steps.apply(function, node.activation(0));
  }

  private static Value prelu(OnnxNode node, Steps steps) {
    Activation x = node.activation(0);
    return steps.with(node.constant(1, "slope"), x, Operation.PRelu::new);
  }

  private static Value clip(OnnxNode node, Steps steps) {
    double low = node.real("min", Double.NEGATIVE_INFINITY);
    double high = node.real("max", Double.POSITIVE_INFINITY);
    if (node.given(1)) {
      low = node.constant(1, "minimum").scalar("its minimum");
    }
    if (node.given(2)) {
      high = node.constant(2, "maximum").scalar("its maximum");
    }
    return steps.apply(Function.CLIP, low, high, node.activation(0));
  }

  private static Value pow(OnnxNode node, Steps steps) {
    if (node.isConstant(0)) {
      // c^x = e^(x ln c)
      Constant base = node.constant(0, "base");
      UnsupportedNodeException.unless(
          base.uniform() && base.real(0) > 0, "its base is not one positive number");
      return steps.apply(Function.EXP, steps.scale(Math.log(base.real(0)), node.activation(1)));
    }
    Constant exponent = node.constant(1, "exponent");
    UnsupportedNodeException.unless(exponent.uniform(), "its exponents differ");
    Activation x = node.activation(0);
    UnsupportedNodeException.unless(
        exponent.rank() <= x.rank(), "its exponent has the shape " + exponent.dims());
    double value = exponent.real(0);
    if (value == 1) {
      return x;
    } else if (value == 0.5) {
      return steps.apply(Function.SQRT, x);
    } else if (value == -1) {
      return steps.apply(Function.RECIPROCAL, x);
    }
    return steps.apply(Function.POW, value, 0, x);
  }

  /** Before opset 13 all axes from the given one on are one distribution. */
  private static Value softmax(OnnxNode node, Steps steps, boolean log) {
    Activation x = node.activation(0);
    boolean flattens = node.opset() < 13;
    int axis = OnnxNode.axis(node.integer("axis", flattens ? 1 : -1), x.rank());
    if (axis == 0) {
      OnnxNode.unlessBatch(x);
      UnsupportedNodeException.unless(!flattens, "it flattens all axes");
      return steps.lowered(
          steps.add(log ? new Operation.LogSoftmax(1) : new Operation.Softmax(1), steps.lifted(x)));
    }
    Activation input = x;
    if (flattens && axis < x.rank() - 1) {
      List<Integer> dims = new ArrayList<>(x.shape().dims().subList(0, axis - 1));
      int rest = 1;
      for (int length : x.shape().dims().subList(axis - 1, x.rank() - 1)) {
        rest *= length;
      }
      dims.add(rest);
      input = steps.reshape(x, dims);
    }
    Operation operation = log ? new Operation.LogSoftmax(axis) : new Operation.Softmax(axis);
    return steps.reshape(steps.add(operation, input), x.shape());
  }
}
