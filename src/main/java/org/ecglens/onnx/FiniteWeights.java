package org.ecglens.onnx;

import java.util.stream.Stream;
import org.ecglens.graph.Operation;
import org.ecglens.graph.Tensor;

/**
 * Whether weights are numbers. Where a training has diverged they are not, and neither is any
 * output. Infinite summands are: masks are written with them.
 */
final class FiniteWeights {
  private FiniteWeights() {}

  static boolean of(Operation operation) {
    if (operation instanceof Operation.Convolution o) {
      return finite(o.weight(), o.bias());
    }
    if (operation instanceof Operation.TransposedConvolution o) {
      return finite(o.weight(), o.bias());
    }
    if (operation instanceof Operation.Linear o) {
      return finite(o.matrix(), o.bias());
    }
    if (operation instanceof Operation.PRelu o) {
      return finite(o.slope());
    }
    if (operation instanceof Operation.Affine o) {
      return finite(o.scale()) && (o.shift() == null || !hasNaN(o.shift()));
    }
    return true;
  }

  private static boolean finite(Tensor... tensors) {
    return Stream.of(tensors).allMatch(tensor -> tensor == null || isFinite(tensor));
  }

  private static boolean isFinite(Tensor tensor) {
    for (int i = 0; i < tensor.size(); i++) {
      if (!Float.isFinite(tensor.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasNaN(Tensor tensor) {
    for (int i = 0; i < tensor.size(); i++) {
      if (Float.isNaN(tensor.get(i))) {
        return true;
      }
    }
    return false;
  }
}
