package org.ecglens.net.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;
import org.ecglens.graph.Function;
import org.ecglens.graph.Operation;

/** {@link Operation.Elementwise}: the one place where the backward rules differ. */
final class ElementwiseKernel implements Kernel {
  private final Elementwise function;
  private final boolean relu;

  ElementwiseKernel(Operation.Elementwise operation) {
    function = new Elementwise(operation.function(), operation.a(), operation.b());
    relu = operation.function() == Function.RELU;
  }

  @Override
  public NDArray forward(NDList inputs) {
    return function.value(inputs.get(0));
  }

  @Override
  public NDArray[] gradient(NDList inputs, NDArray output, NDArray cotangent, BackwardRule rule) {
    NDArray passed = relu && rule != BackwardRule.GRADIENT ? Activation.relu(cotangent) : cotangent;
    if (relu && rule == BackwardRule.DECONVOLUTION) {
      return new NDArray[] {passed};
    }
    return new NDArray[] {passed.mul(function.derivative(inputs.get(0), output))};
  }

  @Override
  public NDArray[] rescale(
      NDList inputs,
      NDArray output,
      NDList referenceInputs,
      NDArray referenceOutput,
      NDArray cotangent) {
    return new NDArray[] {
      cotangent.mul(function.secant(inputs.get(0), output, referenceInputs.get(0), referenceOutput))
    };
  }
}
