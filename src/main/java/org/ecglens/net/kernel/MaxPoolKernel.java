package org.ecglens.net.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import org.ecglens.graph.Operation;

/**
 * {@link Operation.MaxPool}. DeepLIFT's rule, with m = max(y, y′): g·(m − y′) goes to where the
 * input has its maximum and g·(y − m) to where the reference has it; contributions of overlapping
 * windows add up and are divided by x − x′ at the end.
 */
final class MaxPoolKernel implements Kernel {
  private final Windows windows;
  private final Shape output;

  MaxPoolKernel(Operation.MaxPool operation, org.ecglens.graph.Shape output) {
    windows =
        new Windows(
            operation.kernel(),
            operation.strides(),
            operation.padsBegin(),
            operation.padsEnd(),
            operation.dilations());
    this.output = Arrays.shape(output.dims());
  }

  @Override
  public NDArray forward(NDList inputs) {
    NDArray padded = windows.padded(inputs.get(0), Double.NEGATIVE_INFINITY);
    Shape shape = outputOf(inputs.get(0));
    NDArray maximum = windows.tap(padded, 0, shape);
    for (int tap = 1; tap < windows.taps(); tap++) {
      maximum = maximum.maximum(windows.tap(padded, tap, shape));
    }
    return maximum;
  }

  @Override
  public NDArray[] gradient(NDList inputs, NDArray output, NDArray cotangent, BackwardRule rule) {
    NDArray x = inputs.get(0);
    NDArray winner = winner(x, output, 0);
    return new NDArray[] {
      windows.scatter(
          x.getManager(),
          x.getShape(),
          output.getShape(),
          tap -> cotangent.mul(Arrays.indicator(winner.eq(tap))))
    };
  }

  @Override
  public NDArray[] rescale(
      NDList inputs,
      NDArray output,
      NDList referenceInputs,
      NDArray referenceOutput,
      NDArray cotangent) {
    NDArray x = inputs.get(0);
    NDArray reference = referenceInputs.get(0);
    NDArray winner = winner(x, output, 0);
    NDArray referenceWinner = winner(reference, referenceOutput, ReferenceTies.TOLERANCE);
    NDArray maximum = NDArrays.maximum(output, referenceOutput);
    NDArray toWinner = cotangent.mul(maximum.sub(referenceOutput));
    NDArray toReferenceWinner = cotangent.mul(output.sub(maximum));
    NDArray contributions =
        windows.scatter(
            x.getManager(),
            x.getShape(),
            output.getShape(),
            tap ->
                toWinner
                    .mul(Arrays.indicator(winner.eq(tap)))
                    .add(toReferenceWinner.mul(Arrays.indicator(referenceWinner.eq(tap)))));
    NDArray difference = x.sub(reference);
    NDArray equal = difference.abs().lt(Rescale.EQUAL);
    NDArray gradient = gradient(inputs, output, cotangent, BackwardRule.GRADIENT)[0];
    return new NDArray[] {
      NDArrays.where(equal, gradient, Rescale.quotient(contributions, difference, equal))
    };
  }

  /**
   * The first tap of each window within a tolerance, relative to the record's largest value, of its
   * maximum.
   */
  private NDArray winner(NDArray x, NDArray maximum, double tolerance) {
    NDArray padded = windows.padded(x, Double.NEGATIVE_INFINITY);
    NDArray threshold = tolerance == 0 ? maximum : maximum.sub(ReferenceTies.width(x, tolerance));
    NDArray winner = maximum.zerosLike();
    NDArray open = maximum.onesLike();
    for (int tap = 0; tap < windows.taps(); tap++) {
      NDArray reached =
          Arrays.indicator(windows.tap(padded, tap, maximum.getShape()).gte(threshold)).mul(open);
      winner.addi(reached.mul(tap));
      open.subi(reached);
    }
    return winner;
  }

  private Shape outputOf(NDArray x) {
    return new Shape(x.getShape().get(0)).addAll(output);
  }
}
