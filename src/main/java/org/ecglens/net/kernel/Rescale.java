package org.ecglens.net.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;

/** Quotients of differences for DeepLIFT's Rescale rule. */
final class Rescale {
  /** Differences below this count as none: the multiplier is the derivative. */
  static final double EQUAL = 1e-10;

  private Rescale() {}

  /** outputs / inputs; meaningless but finite where {@code equal}. */
  static NDArray quotient(NDArray outputs, NDArray inputs, NDArray equal) {
    return outputs.div(NDArrays.where(equal, inputs.onesLike(), inputs));
  }

  /** Mean of a value and its reference. */
  static NDArray mean(NDArray value, NDArray reference) {
    return value.add(reference).mul(0.5);
  }
}
