package org.ecglens.net.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import org.ecglens.net.convolution.ConvolutionKernel;

/** Any convolution kernel as a step of a network. */
final class ConvolutionAdapter implements Kernel {
  private final ConvolutionKernel kernel;

  ConvolutionAdapter(ConvolutionKernel kernel) {
    this.kernel = kernel;
  }

  @Override
  public NDArray forward(NDList inputs) {
    return kernel.forward(inputs.get(0));
  }

  @Override
  public NDArray[] gradient(NDList inputs, NDArray output, NDArray cotangent, BackwardRule rule) {
    return new NDArray[] {kernel.backward(cotangent)};
  }
}
