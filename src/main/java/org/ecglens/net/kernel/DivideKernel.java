package org.ecglens.net.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;

/**
 * {@link org.ecglens.graph.Operation.Divide}. As reciprocal and product, DeepLIFT would meet 1/0
 * where the reference is constant. With y = a/b and p = 1/(b + b′), its rule is
 *
 * <pre>y − y′ = p·(2(a − a′) − (y + y′)(b − b′))</pre>
 *
 * <p>which is complete, finite where one of the divisors is not 0, and the derivative where input
 * and reference agree.
 */
final class DivideKernel implements Kernel {
  @Override
  public NDArray forward(NDList inputs) {
    return inputs.get(0).mul(inverse(inputs.get(1)));
  }

  @Override
  public NDArray[] gradient(NDList inputs, NDArray output, NDArray cotangent, BackwardRule rule) {
    NDArray shared = cotangent.mul(inverse(inputs.get(1)));
    return cotangents(inputs, shared, shared.mul(output));
  }

  @Override
  public NDArray[] rescale(
      NDList inputs,
      NDArray output,
      NDList referenceInputs,
      NDArray referenceOutput,
      NDArray cotangent) {
    NDArray shared = cotangent.mul(inverse(inputs.get(1).add(referenceInputs.get(1))));
    return cotangents(inputs, shared.mul(2), shared.mul(output.add(referenceOutput)));
  }

  private static NDArray[] cotangents(NDList inputs, NDArray first, NDArray second) {
    return new NDArray[] {
      Arrays.unbroadcast(first, inputs.get(0).getShape()),
      Arrays.unbroadcast(second, inputs.get(1).getShape()).neg()
    };
  }

  private static NDArray inverse(NDArray x) {
    NDArray zero = x.eq(0);
    return NDArrays.where(zero, x.onesLike(), x).pow(-1).mul(Arrays.indicator(zero.logicalNot()));
  }
}
