package org.ecglens.net.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import org.ecglens.graph.Operation;

/** {@link Operation.Concat}. */
final class ConcatKernel implements Kernel {
  private final int axis;

  ConcatKernel(Operation.Concat operation) {
    axis = operation.axis();
  }

  @Override
  public NDArray forward(NDList inputs) {
    return NDArrays.concat(inputs, axis);
  }

  @Override
  public NDArray[] gradient(NDList inputs, NDArray output, NDArray cotangent, BackwardRule rule) {
    NDArray[] parts = new NDArray[inputs.size()];
    long start = 0;
    for (int i = 0; i < parts.length; i++) {
      long end = start + inputs.get(i).getShape().get(axis);
      parts[i] = cotangent.get(Arrays.range(axis, start, end, 1));
      start = end;
    }
    return parts;
  }
}
