package org.ecglens.net.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

/**
 * A product of two activations, linear in each. Of the complete ways to divide a difference of
 * products, the one by averages treats both factors alike: a·b − a′·b′ = (b + b′)/2·(a − a′) + (a +
 * a′)/2·(b − b′).
 */
abstract class ProductKernel implements Kernel {

  /** a·b. */
  abstract NDArray product(NDArray a, NDArray b);

  /** The cotangent of a for one of a·b, before broadcasting is undone. */
  abstract NDArray toFirst(NDArray cotangent, NDArray b);

  /** The cotangent of b for one of a·b, before broadcasting is undone. */
  abstract NDArray toSecond(NDArray cotangent, NDArray a);

  @Override
  public final NDArray forward(NDList inputs) {
    return product(inputs.get(0), inputs.get(1));
  }

  @Override
  public final NDArray[] gradient(
      NDList inputs, NDArray output, NDArray cotangent, BackwardRule rule) {
    return backward(inputs, inputs.get(0), inputs.get(1), cotangent);
  }

  @Override
  public final NDArray[] rescale(
      NDList inputs,
      NDArray output,
      NDList referenceInputs,
      NDArray referenceOutput,
      NDArray cotangent) {
    return backward(
        inputs,
        Rescale.mean(inputs.get(0), referenceInputs.get(0)),
        Rescale.mean(inputs.get(1), referenceInputs.get(1)),
        cotangent);
  }

  private NDArray[] backward(NDList inputs, NDArray a, NDArray b, NDArray cotangent) {
    return new NDArray[] {
      Arrays.unbroadcast(toFirst(cotangent, b), inputs.get(0).getShape()),
      Arrays.unbroadcast(toSecond(cotangent, a), inputs.get(1).getShape())
    };
  }
}
