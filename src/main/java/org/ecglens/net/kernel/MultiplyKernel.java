package org.ecglens.net.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import org.ecglens.graph.Operation;

/**
 * {@link Operation.Multiply}. Of the complete ways to divide a difference of products, the one by
 * averages treats both factors alike: a·b − a′·b′ = (b + b′)/2·(a − a′) + (a + a′)/2·(b − b′).
 */
final class MultiplyKernel implements Kernel {
  @Override
  public NDArray forward(NDList inputs) {
    return inputs.get(0).mul(inputs.get(1));
  }

  @Override
  public NDArray[] gradient(NDList inputs, NDArray output, NDArray cotangent, BackwardRule rule) {
    return products(inputs, inputs.get(0), inputs.get(1), cotangent);
  }

  @Override
  public NDArray[] rescale(
      NDList inputs,
      NDArray output,
      NDList referenceInputs,
      NDArray referenceOutput,
      NDArray cotangent) {
    return products(
        inputs,
        Rescale.mean(inputs.get(0), referenceInputs.get(0)),
        Rescale.mean(inputs.get(1), referenceInputs.get(1)),
        cotangent);
  }

  private static NDArray[] products(NDList inputs, NDArray a, NDArray b, NDArray cotangent) {
    return new NDArray[] {
      Arrays.unbroadcast(cotangent.mul(b), inputs.get(0).getShape()),
      Arrays.unbroadcast(cotangent.mul(a), inputs.get(1).getShape())
    };
  }
}
