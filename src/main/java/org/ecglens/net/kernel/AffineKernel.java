package org.ecglens.net.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import org.ecglens.graph.Operation;

/** {@link Operation.Affine}. */
final class AffineKernel implements Kernel {
  private final NDArray scale;
  private final NDArray shift;

  AffineKernel(Operation.Affine operation, NDManager manager) {
    scale = Arrays.constant(manager, operation.scale());
    shift = Arrays.constant(manager, operation.shift());
  }

  @Override
  public NDArray forward(NDList inputs) {
    NDArray y = inputs.get(0);
    if (scale != null) {
      y = y.mul(scale);
    }
    return shift == null ? y : y.add(shift);
  }

  @Override
  public NDArray[] gradient(NDList inputs, NDArray output, NDArray cotangent, BackwardRule rule) {
    NDArray scaled = scale == null ? cotangent : cotangent.mul(scale);
    return new NDArray[] {Arrays.unbroadcast(scaled, inputs.get(0).getShape())};
  }
}
