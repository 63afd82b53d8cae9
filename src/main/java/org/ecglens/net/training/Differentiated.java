package org.ecglens.net.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.function.Function;

/**
 * A piece of a network that the engine differentiates by itself. Pieces are independent of each
 * other, so that a gradient can pass between two of them through code that the engine does not
 * know.
 */
final class Differentiated {
  private final PtNDArray[] leaves;
  private final PtNDArray output;

  private Differentiated(PtNDArray[] leaves, PtNDArray output) {
    this.leaves = leaves;
    this.output = output;
  }

  /**
   * Runs a piece forward.
   *
   * @param scratch owner of what it keeps
   * @param piece from the inputs to the output
   * @param inputs what it is differentiated with respect to
   */
  static Differentiated run(
      NDManager scratch, Function<PtNDArray[], NDArray> piece, NDArray... inputs) {
    PtNDArray[] leaves = new PtNDArray[inputs.length];
    for (int i = 0; i < inputs.length; i++) {
      leaves[i] = JniUtils.detachGradient((PtNDArray) inputs[i]);
      leaves[i].attach(scratch);
      JniUtils.attachGradient(leaves[i], true);
    }
    JniUtils.setGradMode(true);
    try {
      return new Differentiated(leaves, (PtNDArray) piece.apply(leaves));
    } finally {
      JniUtils.setGradMode(false);
    }
  }

  /** The output, cut off from what made it. */
  PtNDArray output() {
    return JniUtils.detachGradient(output);
  }

  /** Takes a gradient with respect to the output to the inputs; once. */
  PtNDArray[] backward(NDArray gradient) {
    JniUtils.backward(output, (PtNDArray) gradient, false, false);
    output.close();
    PtNDArray[] gradients = new PtNDArray[leaves.length];
    for (int i = 0; i < leaves.length; i++) {
      gradients[i] = JniUtils.getGradient(leaves[i]);
      leaves[i].close();
    }
    return gradients;
  }
}
