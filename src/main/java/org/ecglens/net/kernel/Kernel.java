package org.ecglens.net.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

/**
 * Executes one operation and takes cotangents back through it. Arrays are {@code [batch, axes…]};
 * results belong to the manager of the first argument. Whatever else is made on the way is closed
 * by the caller when a call ends, so nothing is kept for a later one. Kernels are immutable and
 * used by several threads at once.
 */
public interface Kernel {
  /** Output for a batch. */
  NDArray forward(NDList inputs);

  /**
   * Vector–Jacobian product.
   *
   * @param inputs as in {@link #forward}
   * @param output what {@link #forward} gave
   * @param cotangent shaped like the output
   * @param rule what happens at a ReLU
   * @return one array per input, shaped like it; null where the output does not vary with it. Each
   *     is new or the cotangent itself: the caller closes them
   */
  NDArray[] gradient(NDList inputs, NDArray output, NDArray cotangent, BackwardRule rule);

  /**
   * DeepLIFT's Rescale rule: the cotangent times multipliers m with Σ m·(x − x′) = y − y′. For
   * linear operations that is the gradient. The reference's batch is 1 or as long as the inputs'.
   */
  default NDArray[] rescale(
      NDList inputs,
      NDArray output,
      NDList referenceInputs,
      NDArray referenceOutput,
      NDArray cotangent) {
    return gradient(inputs, output, cotangent, BackwardRule.GRADIENT);
  }
}
