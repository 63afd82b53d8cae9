package org.ecglens.net.convolution;

import ai.djl.ndarray.NDArray;

/**
 * A convolution with its weights, as the affine map that it is. Immutable and usable by several
 * threads at once; the weights live in the manager given at construction. Neither method records an
 * autograd tape or needs one.
 */
public interface ConvolutionKernel {

  /**
   * The convolution.
   *
   * @param x {@code [rows, in, length]} or {@code [rows, in, height, width]}, float32
   * @return {@code [rows, out, spatial...]} in the manager of {@code x}; may be a view that is not
   *     contiguous
   */
  NDArray forward(NDArray x);

  /**
   * The transposed Jacobian applied to a gradient (the vector–Jacobian product).
   *
   * @param gradient shaped like a result of {@link #forward}
   * @return shaped like the input, in the manager of {@code gradient}; may be a view that is not
   *     contiguous
   */
  NDArray backward(NDArray gradient);
}
