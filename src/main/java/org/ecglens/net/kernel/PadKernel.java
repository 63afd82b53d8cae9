package org.ecglens.net.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import org.ecglens.graph.Operation;

/** {@link Operation.Pad}. */
final class PadKernel implements Kernel {
  private final Operation.Pad operation;

  PadKernel(Operation.Pad operation) {
    this.operation = operation;
  }

  @Override
  public NDArray forward(NDList inputs) {
    return Arrays.pad(inputs.get(0), operation.padsBegin(), operation.padsEnd(), operation.value());
  }

  @Override
  public NDArray[] gradient(NDList inputs, NDArray output, NDArray cotangent, BackwardRule rule) {
    NDIndex inner = new NDIndex().addAllDim();
    for (int axis = 1; axis <= operation.padsBegin().size(); axis++) {
      long begin = operation.padsBegin().get(axis - 1);
      inner.addSliceDim(begin, begin + inputs.get(0).getShape().get(axis));
    }
    return new NDArray[] {cotangent.get(inner)};
  }
}
