package org.ecglens.net.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import org.ecglens.graph.Operation;

/** {@link Operation.Transpose}. */
final class TransposeKernel implements Kernel {
  private final int[] permutation;
  private final int[] inverse;

  TransposeKernel(Operation.Transpose operation) {
    permutation = operation.permutation().stream().mapToInt(Integer::intValue).toArray();
    inverse = new int[permutation.length];
    for (int i = 0; i < permutation.length; i++) {
      inverse[permutation[i]] = i;
    }
  }

  @Override
  public NDArray forward(NDList inputs) {
    return inputs.get(0).transpose(permutation);
  }

  @Override
  public NDArray[] gradient(NDList inputs, NDArray output, NDArray cotangent, BackwardRule rule) {
    return new NDArray[] {cotangent.transpose(inverse)};
  }
}
