package org.ecglens.net.kernel;

import java.util.function.UnaryOperator;
import org.ecglens.graph.Operation;
import org.ecglens.graph.Tensor;

/** Operations that multiply their input by constant weights and add a bias. */
final class WeightedLayer {

  /** A function of one weight. */
  @FunctionalInterface
  interface Weight {
    float of(float weight);
  }

  private WeightedLayer() {}

  static boolean is(Operation operation) {
    return isConvolution(operation) || operation instanceof Operation.Linear;
  }

  static boolean isConvolution(Operation operation) {
    return operation instanceof Operation.Convolution
        || operation instanceof Operation.TransposedConvolution;
  }

  /** The same layer with other weights and another bias, which may be null. */
  static Operation with(Operation layer, UnaryOperator<Tensor> weight, UnaryOperator<Tensor> bias) {
    if (layer instanceof Operation.Convolution o) {
      return new Operation.Convolution(
          weight.apply(o.weight()),
          o.bias() == null ? null : bias.apply(o.bias()),
          o.strides(),
          o.padsBegin(),
          o.padsEnd(),
          o.dilations(),
          o.groups());
    } else if (layer instanceof Operation.TransposedConvolution o) {
      return new Operation.TransposedConvolution(
          weight.apply(o.weight()),
          o.bias() == null ? null : bias.apply(o.bias()),
          o.strides(),
          o.padsBegin(),
          o.padsEnd(),
          o.dilations(),
          o.groups());
    } else if (layer instanceof Operation.Linear o) {
      return new Operation.Linear(
          o.axis(), weight.apply(o.matrix()), o.bias() == null ? null : bias.apply(o.bias()));
    }
    throw new IllegalArgumentException("no weights: " + layer.getClass().getSimpleName());
  }

  static Tensor map(Tensor tensor, Weight function) {
    float[] values = tensor.toArray();
    for (int i = 0; i < values.length; i++) {
      values[i] = function.of(values[i]);
    }
    return Tensor.of(values, tensor.dims());
  }
}
