package org.ecglens.net.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import org.ecglens.graph.Operation;

/**
 * {@link Operation.MatMul}. DeepLIFT divides a difference of products as {@link MultiplyKernel}
 * does: A·B − A′·B′ = (A − A′)·(B + B′)/2 + (A + A′)/2·(B − B′).
 */
final class MatMulKernel implements Kernel {
  @Override
  public NDArray forward(NDList inputs) {
    return inputs.get(0).matMul(inputs.get(1));
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
      Arrays.unbroadcast(cotangent.matMul(transposed(b)), inputs.get(0).getShape()),
      Arrays.unbroadcast(transposed(a).matMul(cotangent), inputs.get(1).getShape())
    };
  }

  private static NDArray transposed(NDArray matrices) {
    int last = matrices.getShape().dimension() - 1;
    return matrices.swapAxes(last - 1, last);
  }
}
