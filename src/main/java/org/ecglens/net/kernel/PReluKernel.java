package org.ecglens.net.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import org.ecglens.graph.Operation;

/** {@link Operation.PRelu}. */
final class PReluKernel implements Kernel {
  private final NDArray slope;

  PReluKernel(Operation.PRelu operation, NDManager manager) {
    slope = Arrays.constant(manager, operation.slope());
  }

  @Override
  public NDArray forward(NDList inputs) {
    NDArray x = inputs.get(0);
    return NDArrays.where(x.gte(0), x, x.mul(slope));
  }

  @Override
  public NDArray[] gradient(NDList inputs, NDArray output, NDArray cotangent, BackwardRule rule) {
    return new NDArray[] {NDArrays.where(inputs.get(0).gt(0), cotangent, cotangent.mul(slope))};
  }

  @Override
  public NDArray[] rescale(
      NDList inputs,
      NDArray output,
      NDList referenceInputs,
      NDArray referenceOutput,
      NDArray cotangent) {
    NDArray difference = inputs.get(0).sub(referenceInputs.get(0));
    NDArray equal = difference.abs().lt(Rescale.EQUAL);
    NDArray quotient = Rescale.quotient(output.sub(referenceOutput), difference, equal);
    NDArray tangent = gradient(inputs, output, cotangent, BackwardRule.GRADIENT)[0];
    return new NDArray[] {NDArrays.where(equal, tangent, cotangent.mul(quotient))};
  }
}
