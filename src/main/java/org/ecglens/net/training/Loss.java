package org.ecglens.net.training;

import ai.djl.ndarray.NDArray;

/** What a training makes small. */
public enum Loss {
  /** Squared error of quantities. */
  MSE {
    @Override
    NDArray each(NDArray outputs, NDArray targets) {
      NDArray difference = outputs.sub(targets);
      return difference.mul(difference);
    }

    @Override
    double of(double output, double target) {
      return (output - target) * (output - target);
    }
  },
  /**
   * Binary cross-entropy of classes, of which a network gives the logit z: −ln σ(z) where the label
   * is 1, −ln (1 − σ(z)) where it is 0.
   */
  BCE {
    /** max(z, 0) − z·y + ln(1 + e^−|z|), which overflows nowhere. */
    @Override
    NDArray each(NDArray outputs, NDArray targets) {
      return outputs
          .maximum(0)
          .sub(outputs.mul(targets))
          .add(outputs.abs().neg().exp().add(1).log());
    }

    @Override
    double of(double output, double target) {
      return Math.max(output, 0) - output * target + Math.log1p(Math.exp(-Math.abs(output)));
    }
  };

  /** Loss of each output, in the shape of the arguments. */
  abstract NDArray each(NDArray outputs, NDArray targets);

  /** Loss of one output. */
  abstract double of(double output, double target);

  /** Whether labels are 0 and 1 and the network gives logits. */
  public boolean isOfClasses() {
    return this == BCE;
  }
}
