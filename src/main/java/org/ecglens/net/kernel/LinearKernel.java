package org.ecglens.net.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import org.ecglens.graph.Operation;

/** {@link Operation.Linear}. */
final class LinearKernel implements Kernel {
  private final int axis;
  private final NDArray matrix;
  private final NDArray transposed;
  private final NDArray bias;

  LinearKernel(Operation.Linear operation, NDManager manager) {
    axis = operation.axis();
    matrix = Arrays.constant(manager, operation.matrix());
    transposed = matrix.transpose();
    bias = Arrays.constant(manager, operation.bias());
  }

  @Override
  public NDArray forward(NDList inputs) {
    NDArray y = Arrays.toLast(inputs.get(0), axis).matMul(transposed);
    if (bias != null) {
      y.addi(bias);
    }
    return Arrays.fromLast(y, axis);
  }

  @Override
  public NDArray[] gradient(NDList inputs, NDArray output, NDArray cotangent, BackwardRule rule) {
    return new NDArray[] {Arrays.fromLast(Arrays.toLast(cotangent, axis).matMul(matrix), axis)};
  }
}
