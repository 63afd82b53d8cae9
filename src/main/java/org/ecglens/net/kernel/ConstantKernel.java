package org.ecglens.net.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.ecglens.graph.Operation;

/**
 * {@link Operation.Constant}. Its only argument is the network's input, which says how long the
 * batch is.
 */
final class ConstantKernel implements Kernel {
  private final NDArray value;
  private final int rows;

  ConstantKernel(Operation.Constant operation, org.ecglens.graph.Shape shape, NDManager manager) {
    value =
        manager.create(
            operation.value().toArray(), new Shape(1).addAll(Arrays.shape(shape.dims())));
    rows = shape.rows();
  }

  @Override
  public NDArray forward(NDList inputs) {
    NDArray x = inputs.get(0);
    long batch = x.getShape().get(0) * rows;
    NDArray local = value.duplicate();
    local.attach(x.getManager());
    return local.broadcast(new Shape(batch).addAll(value.getShape().slice(1)));
  }

  @Override
  public NDArray[] gradient(NDList inputs, NDArray output, NDArray cotangent, BackwardRule rule) {
    return new NDArray[] {null};
  }
}
