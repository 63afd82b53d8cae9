package org.ecglens.net.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import org.ecglens.graph.Operation;

/** {@link Operation.Subtract}. */
final class SubtractKernel implements Kernel {
  @Override
  public NDArray forward(NDList inputs) {
    return inputs.get(0).sub(inputs.get(1));
  }

  @Override
  public NDArray[] gradient(NDList inputs, NDArray output, NDArray cotangent, BackwardRule rule) {
    return new NDArray[] {
      Arrays.unbroadcast(cotangent, inputs.get(0).getShape()),
      Arrays.unbroadcast(cotangent.neg(), inputs.get(1).getShape())
    };
  }
}
