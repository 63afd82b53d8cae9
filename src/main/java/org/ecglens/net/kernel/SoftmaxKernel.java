package org.ecglens.net.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import org.ecglens.graph.Function;
import org.ecglens.graph.Operation;

/**
 * {@link Operation.Softmax} and {@link Operation.LogSoftmax}. DeepLIFT takes them as exponential,
 * sum and reciprocal with product, or logarithm with difference; a shift common to input and
 * reference cancels and keeps them finite.
 */
final class SoftmaxKernel implements Kernel {
  private static final Elementwise EXP = new Elementwise(Function.EXP, 0, 0);
  private static final Elementwise LOG = new Elementwise(Function.LOG, 0, 0);

  /** Its exponential is 0; differences of masks of −∞ would have no value. */
  private static final float LOWEST = -1000;

  private final int axis;
  private final boolean logarithm;

  SoftmaxKernel(Operation.Softmax operation) {
    axis = operation.axis();
    logarithm = false;
  }

  SoftmaxKernel(Operation.LogSoftmax operation) {
    axis = operation.axis();
    logarithm = true;
  }

  @Override
  public NDArray forward(NDList inputs) {
    return logarithm ? inputs.get(0).logSoftmax(axis) : inputs.get(0).softmax(axis);
  }

  @Override
  public NDArray[] gradient(NDList inputs, NDArray output, NDArray cotangent, BackwardRule rule) {
    if (logarithm) {
      return new NDArray[] {cotangent.sub(output.exp().mul(sum(cotangent)))};
    }
    return new NDArray[] {output.mul(cotangent.sub(sum(cotangent.mul(output))))};
  }

  @Override
  public NDArray[] rescale(
      NDList inputs,
      NDArray output,
      NDList referenceInputs,
      NDArray referenceOutput,
      NDArray cotangent) {
    NDArray shift =
        NDArrays.maximum(
            inputs.get(0).max(new int[] {axis}, true),
            referenceInputs.get(0).max(new int[] {axis}, true));
    NDArray x = NDArrays.maximum(inputs.get(0).sub(shift), LOWEST);
    NDArray reference = NDArrays.maximum(referenceInputs.get(0).sub(shift), LOWEST);
    NDArray e = x.exp();
    NDArray referenceE = reference.exp();
    NDArray total = sum(e);
    NDArray referenceTotal = sum(referenceE);
    NDArray toE;
    if (logarithm) {
      NDArray slope = LOG.secant(total, total.log(), referenceTotal, referenceTotal.log());
      toE = sum(cotangent).neg().mul(slope);
    } else {
      NDArray inverse = total.pow(-1);
      NDArray referenceInverse = referenceTotal.pow(-1);
      NDArray toInverse = sum(cotangent.mul(Rescale.mean(e, referenceE)));
      NDArray toTotal = toInverse.mul(inverse).mul(referenceInverse).neg();
      toE = cotangent.mul(Rescale.mean(inverse, referenceInverse)).add(toTotal);
    }
    NDArray toX = toE.mul(EXP.secant(x, e, reference, referenceE));
    return new NDArray[] {logarithm ? toX.add(cotangent) : toX};
  }

  private NDArray sum(NDArray array) {
    return array.sum(new int[] {axis}, true);
  }
}
