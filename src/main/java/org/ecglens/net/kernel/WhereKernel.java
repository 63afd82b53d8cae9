package org.ecglens.net.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import org.ecglens.graph.Operation;

/**
 * {@link Operation.Where}. For DeepLIFT it is c·a + (1 − c)·b, with products split by averages; a
 * branch that neither the input nor the reference takes contributes nothing even where it is
 * infinite.
 */
final class WhereKernel implements Kernel {
  @Override
  public NDArray forward(NDList inputs) {
    NDArray condition = inputs.get(0).neq(0);
    Shape shape =
        Arrays.broadcast(condition.getShape(), inputs.get(1).getShape(), inputs.get(2).getShape());
    return NDArrays.where(
        condition.broadcast(shape), inputs.get(1).broadcast(shape), inputs.get(2).broadcast(shape));
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
    NDArray toCondition =
        NDArrays.where(
            switched.broadcast(cotangent.getShape()), cotangent.mul(jump), cotangent.zerosLike());
    return new NDArray[] {
      Arrays.unbroadcast(toCondition, inputs.get(0).getShape()),
      Arrays.unbroadcast(cotangent.mul(weight), inputs.get(1).getShape()),
      Arrays.unbroadcast(cotangent.mul(weight.neg().add(1)), inputs.get(2).getShape())
    };
  }
}
