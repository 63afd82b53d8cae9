package org.ecglens.net.training;

import ai.djl.ndarray.NDArray;
import org.ecglens.net.convolution.ConvolutionChoice;

/**
 * A convolution whose weights change. Arrays are {@code [rows, channels, 1, samples]}. A forward
 * pass for training is followed by its backward pass; one thread at a time.
 */
interface TrainedConvolution {
  /**
   * From this many taps on, one step in the frequency domain took less time on a CPU: 32 rows of 32
   * to 64 channels and 300 samples, 50 taps, took 20 ms against 79 ms.
   */
  int SPECTRAL_TAPS = 16;

  /**
   * A convolution computed as chosen.
   *
   * @param weight {@code [out, in, kernel]}; a view of what the optimiser changes
   * @param bias {@code [out]}
   * @param first whether nobody wants the input's gradient
   */
  static TrainedConvolution of(
      Architecture.Layer layer,
      NDArray weight,
      NDArray bias,
      boolean first,
      ConvolutionChoice choice) {
    boolean spectral =
        switch (choice) {
          case DIRECT -> false;
          case SPECTRAL -> true;
          case AUTO -> !weight.getDevice().isGpu() && layer.kernel() >= SPECTRAL_TAPS;
        };
    return spectral
        ? new TrainedSpectralConvolution(layer, weight, bias, first)
        : new TrainedDirectConvolution(layer, weight, bias, first);
  }

  /** The weights have changed. */
  default void refresh() {}

  /** The convolution, with nothing kept. */
  NDArray forward(NDArray x);

  /** The convolution, with what {@link #backward} needs kept. */
  NDArray record(NDArray x);

  /** Takes the gradient with respect to the output further. */
  Gradients backward(NDArray gradient);

  /**
   * What a backward pass gives.
   *
   * @param input shaped like the input, or null for the first layer
   * @param weight as many values as the weights have, in their order
   */
  record Gradients(NDArray input, NDArray weight) {}
}
