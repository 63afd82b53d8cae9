package org.ecglens.net.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.ecglens.graph.Operation;

/** {@link Operation.AveragePool}. */
final class AveragePoolKernel implements Kernel {
  private final Windows windows;
  private final Shape output;
  private final NDArray share;

  AveragePoolKernel(
      Operation.AveragePool operation, org.ecglens.graph.Shape output, NDManager manager) {
    windows =
        new Windows(
            operation.kernel(),
            operation.strides(),
            operation.padsBegin(),
            operation.padsEnd(),
            operation.dilations());
    this.output = Arrays.shape(output.dims());
    share = Arrays.constant(manager, operation.divisor()).pow(-1);
  }

  @Override
  public NDArray forward(NDList inputs) {
    NDArray padded = windows.padded(inputs.get(0), 0);
    Shape shape = new Shape(inputs.get(0).getShape().get(0)).addAll(output);
    NDArray sum = windows.tap(padded, 0, shape);
    for (int tap = 1; tap < windows.taps(); tap++) {
      sum = sum.add(windows.tap(padded, tap, shape));
    }
    return sum.mul(share);
  }

  @Override
  public NDArray[] gradient(NDList inputs, NDArray output, NDArray cotangent, BackwardRule rule) {
    NDArray x = inputs.get(0);
    NDArray shared = cotangent.mul(share);
    return new NDArray[] {
      windows.scatter(x.getManager(), x.getShape(), output.getShape(), tap -> shared)
    };
  }
}
