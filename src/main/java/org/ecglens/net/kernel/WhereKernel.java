package org.ecglens.net.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import org.ecglens.graph.Operation;

/**
 * {@link Operation.Where}. For DeepLIFT it is c·a + (1 − c)·b, with products split by averages; a
 * branch that neither the input nor the reference takes contributes nothing even where it is
 * infinite.
 */
final class WhereKernel implements Kernel {
  @Override
  public NDArray forward(NDList inputs) {
    return NDArrays.where(inputs.get(0).neq(0), inputs.get(1), inputs.get(2));
  }

  @Override
  public NDArray[] gradient(NDList inputs, NDArray output, NDArray cotangent, BackwardRule rule) {
    NDArray chosen = Arrays.indicator(inputs.get(0).neq(0));
    return new NDArray[] {
      null,
      Arrays.unbroadcast(cotangent.mul(chosen), inputs.get(1).getShape()),
      Arrays.unbroadcast(cotangent.mul(chosen.neg().add(1)), inputs.get(2).getShape())
    };
  }

  @Override
  public NDArray[] rescale(
      NDList inputs,
      NDArray output,
      NDList referenceInputs,
      NDArray referenceOutput,
      NDArray cotangent) {
    NDArray chosen = Arrays.indicator(inputs.get(0).neq(0));
    NDArray referenceChosen = Arrays.indicator(referenceInputs.get(0).neq(0));
    NDArray weight = Rescale.mean(chosen, referenceChosen);
    NDArray a = Rescale.mean(inputs.get(1), referenceInputs.get(1));
    NDArray b = Rescale.mean(inputs.get(2), referenceInputs.get(2));
    NDArray switched = chosen.neq(referenceChosen);
    NDArray jump = a.sub(b);
    NDArray toCondition = NDArrays.where(switched, cotangent.mul(jump), cotangent.zerosLike());
    return new NDArray[] {
      Arrays.unbroadcast(toCondition, inputs.get(0).getShape()),
      Arrays.unbroadcast(cotangent.mul(weight), inputs.get(1).getShape()),
      Arrays.unbroadcast(cotangent.mul(weight.neg().add(1)), inputs.get(2).getShape())
    };
  }
}
