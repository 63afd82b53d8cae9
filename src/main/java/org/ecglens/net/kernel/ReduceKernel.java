package org.ecglens.net.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.ecglens.graph.Operation;

/** {@link Operation.ReduceSum} and {@link Operation.ReduceMean}. */
final class ReduceKernel implements Kernel {
  private final int[] axes;
  private final boolean keepDims;
  private final boolean mean;

  ReduceKernel(Operation.ReduceSum operation) {
    this(operation.axes(), operation.keepDims(), false);
  }

  ReduceKernel(Operation.ReduceMean operation) {
    this(operation.axes(), operation.keepDims(), true);
  }

  private ReduceKernel(List<Integer> axes, boolean keepDims, boolean mean) {
    this.axes = axes.stream().mapToInt(Integer::intValue).toArray();
    this.keepDims = keepDims;
    this.mean = mean;
  }

  @Override
  public NDArray forward(NDList inputs) {
    NDArray x = inputs.get(0);
    return mean ? Arrays.mean(x, axes, keepDims) : x.sum(axes, keepDims);
  }

  @Override
  public NDArray[] gradient(NDList inputs, NDArray output, NDArray cotangent, BackwardRule rule) {
    Shape input = inputs.get(0).getShape();
    long[] kept = input.getShape().clone();
    for (int axis : axes) {
      kept[axis] = 1;
    }
    kept[0] = cotangent.getShape().get(0);
    NDArray spread = cotangent.reshape(new Shape(kept)).broadcast(input);
    return new NDArray[] {mean ? spread.div(Arrays.count(input, axes)) : spread};
  }
}
