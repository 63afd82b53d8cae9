package org.ecglens.net.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import org.ecglens.graph.Operation;

/** {@link Operation.Slice}. */
final class SliceKernel implements Kernel {
  private final Operation.Slice operation;

  SliceKernel(Operation.Slice operation) {
    this.operation = operation;
  }

  @Override
  public NDArray forward(NDList inputs) {
    return inputs.get(0).get(index());
  }

  @Override
  public NDArray[] gradient(NDList inputs, NDArray output, NDArray cotangent, BackwardRule rule) {
    NDArray spread = inputs.get(0).zerosLike();
    spread.get(index()).addi(cotangent);
    return new NDArray[] {spread};
  }

  private NDIndex index() {
    return Arrays.range(operation.axis(), operation.start(), operation.end(), operation.step());
  }
}
