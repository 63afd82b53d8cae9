package org.ecglens.net.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import org.ecglens.graph.Operation;

/** {@link Operation.Add}. */
final class AddKernel implements Kernel {
  @Override
  public NDArray forward(NDList inputs) {
    NDArray sum = inputs.get(0);
    for (NDArray input : inputs.subList(1, inputs.size())) {
      sum = sum.add(input);
    }
    return sum;
  }

  @Override
  public NDArray[] gradient(NDList inputs, NDArray output, NDArray cotangent, BackwardRule rule) {
    return inputs.stream()
        .map(input -> Arrays.unbroadcast(cotangent, input.getShape()))
        .toArray(NDArray[]::new);
  }
}
