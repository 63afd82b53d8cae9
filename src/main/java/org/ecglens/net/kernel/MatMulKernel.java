package org.ecglens.net.kernel;

import ai.djl.ndarray.NDArray;
import org.ecglens.graph.Operation;

/** {@link Operation.MatMul}. */
final class MatMulKernel extends ProductKernel {
  @Override
  NDArray product(NDArray a, NDArray b) {
    return a.matMul(b);
  }

  @Override
  NDArray toFirst(NDArray cotangent, NDArray b) {
    return cotangent.matMul(transposed(b));
  }

  @Override
  NDArray toSecond(NDArray cotangent, NDArray a) {
    return transposed(a).matMul(cotangent);
  }

  private static NDArray transposed(NDArray matrices) {
    int last = matrices.getShape().dimension() - 1;
    return matrices.swapAxes(last - 1, last);
  }
}
