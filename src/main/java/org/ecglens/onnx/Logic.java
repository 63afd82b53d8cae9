package org.ecglens.onnx;

import static org.ecglens.onnx.Lowering.single;

import java.util.HashMap;
import java.util.Map;
import org.ecglens.graph.Function;
import org.ecglens.graph.Operation;
import org.ecglens.graph.Tensor;
import org.ecglens.onnx.Value.Activation;

/** Comparisons and choices; truth values are 0 and 1. */
final class Logic {
  private Logic() {}

  static Map<String, Lowering> lowerings() {
    Map<String, Lowering> all = new HashMap<>();
    all.put("Greater", single((n, s) -> compare(n, s, Function.GREATER, Function.LESS)));
    all.put("Less", single((n, s) -> compare(n, s, Function.LESS, Function.GREATER)));
    all.put(
        "GreaterOrEqual",
        single((n, s) -> compare(n, s, Function.GREATER_OR_EQUAL, Function.LESS_OR_EQUAL)));
    all.put(
        "LessOrEqual",
        single((n, s) -> compare(n, s, Function.LESS_OR_EQUAL, Function.GREATER_OR_EQUAL)));
    all.put("Not", single((n, s) -> not(truth(n.activation(0)), s)));
    all.put("And", single((n, s) -> and(truth(n, s, 0), truth(n, s, 1), s)));
    all.put("Or", single((n, s) -> not(and(not(truth(n, s, 0), s), not(truth(n, s, 1), s), s), s)));
    all.put("Where", single(Logic::where));
    return all;
  }

  /** {@code mirrored} is the comparison that holds with the sides exchanged. */
  private static Value compare(OnnxNode node, Steps steps, Function function, Function mirrored) {
    boolean constantFirst = node.isConstant(0);
    Activation x = node.activation(constantFirst ? 1 : 0);
    Function applied = constantFirst ? mirrored : function;
    Value other = node.input(constantFirst ? 0 : 1);
    double threshold = 0;
    if (other instanceof Activation y) {
      x = steps.broadcast(new Operation.Subtract(), x, y);
    } else if (other instanceof Constant c && c.size() == 1) {
      threshold = c.real(0);
    } else if (other instanceof Constant c) {
      x = steps.add(new Operation.Subtract(), x, steps.constant(c, x));
    }
    return steps.addBinary(new Operation.Elementwise(applied, threshold, 0), x);
  }

  private static Activation truth(OnnxNode node, Steps steps, int input) {
    if (node.input(input) instanceof Constant c) {
      Activation value = steps.constant(c, node.activation(1 - input));
      return new Activation(value.name(), value.shape(), true);
    }
    return truth(node.activation(input));
  }

  private static Activation truth(Activation x) {
    UnsupportedNodeException.unless(x.binary(), "its input is not the result of a comparison");
    return x;
  }

  private static Activation not(Activation x, Steps steps) {
    return steps.addBinary(new Operation.Affine(Tensor.scalar(-1), Tensor.scalar(1)), x);
  }

  private static Activation and(Activation a, Activation b, Steps steps) {
    return steps.addBinary(new Operation.Multiply(), a, b);
  }

  private static Value where(OnnxNode node, Steps steps) {
    Activation like = null;
    for (int i = 0; i < 3; i++) {
      if (node.input(i) instanceof Activation x && (like == null || x.rank() > like.rank())) {
        like = x;
      }
    }
    Activation[] inputs = new Activation[3];
    for (int i = 0; i < 3; i++) {
      inputs[i] =
          node.input(i) instanceof Constant c ? steps.constant(c, like) : node.activation(i);
    }
    return steps.broadcast(new Operation.Where(), inputs);
  }
}
