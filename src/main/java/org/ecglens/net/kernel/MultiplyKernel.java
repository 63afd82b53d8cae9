package org.ecglens.net.kernel;

import ai.djl.ndarray.NDArray;
import org.ecglens.graph.Operation;

/** {@link Operation.Multiply}. */
final class MultiplyKernel extends ProductKernel {
  @Override
  NDArray product(NDArray a, NDArray b) {
    return a.mul(b);
  }

  @Override
  NDArray toFirst(NDArray cotangent, NDArray b) {
    return cotangent.mul(b);
  }

  @Override
  NDArray toSecond(NDArray cotangent, NDArray a) {
    return cotangent.mul(a);
  }
}
