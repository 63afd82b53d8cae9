package org.ecglens.net.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;

/** {@link org.ecglens.graph.Operation.Reshape}. */
final class ReshapeKernel implements Kernel {
  private final Shape output;

  ReshapeKernel(org.ecglens.graph.Shape output) {
    this.output = Arrays.shape(output.dims());
  }

  @Override
  public NDArray forward(NDList inputs) {
    NDArray x = inputs.get(0);
    return x.reshape(new Shape(x.size() / output.size()).addAll(output));
  }

  @Override
  public NDArray[] gradient(NDList inputs, NDArray output, NDArray cotangent, BackwardRule rule) {
    return new NDArray[] {cotangent.reshape(inputs.get(0).getShape())};
  }
}
