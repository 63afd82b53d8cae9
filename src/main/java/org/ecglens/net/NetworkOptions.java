package org.ecglens.net;

import java.io.Serializable;
import org.ecglens.net.convolution.ConvolutionChoice;

/**
 * How a network is run.
 *
 * @param device {@code cpu} or {@code gpuN}
 * @param microBatch rows that go through the network together at most; fewer where they take more
 *     than a share of memory; results do not depend on it
 * @param convolution how long kernels are convolved
 */
public record NetworkOptions(String device, int microBatch, ConvolutionChoice convolution)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** On the CPU; large enough to feed it and small enough to stay in its cache. */
  public static final NetworkOptions DEFAULT =
      new NetworkOptions("cpu", 32, ConvolutionChoice.AUTO);

  /** Checks the range. */
  public NetworkOptions {
    if (microBatch < 1) {
      throw new IllegalArgumentException("micro-batch is " + microBatch + ", must be at least 1");
    }
  }

  /** The same with another micro-batch. */
  public NetworkOptions withMicroBatch(int rows) {
    return new NetworkOptions(device, rows, convolution);
  }

  /** The same with another way to convolve. */
  public NetworkOptions withConvolution(ConvolutionChoice choice) {
    return new NetworkOptions(device, microBatch, choice);
  }
}
