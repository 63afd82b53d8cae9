package org.ecglens.net.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.List;

/** Convolution, batch normalisation and ReLU. */
final class Unit {
  /** Share of a batch in the running averages. */
  static final double MOMENTUM = 0.1;

  /** Added to variances. */
  static final double EPSILON = 1e-5;

  private final TrainedConvolution convolution;
  private final NDArray bias;
  private final NDArray scale;
  private final NDArray shift;
  private final NDArray mean;
  private final NDArray variance;
  private Differentiated pass;
  private List<NDArray> gradients;

  Unit(
      TrainedConvolution convolution,
      NDArray bias,
      NDArray scale,
      NDArray shift,
      NDArray mean,
      NDArray variance) {
    this.convolution = convolution;
    this.bias = bias;
    this.scale = scale;
    this.shift = shift;
    this.mean = mean;
    this.variance = variance;
  }

  void refresh() {
    convolution.refresh();
  }

  /** With running averages. */
  NDArray forward(NDArray x) {
    try (NDArray convolved = convolution.forward(x);
        NDArray normalised = normalised(convolved, scale, shift, false)) {
      return JniUtils.relu((PtNDArray) normalised);
    }
  }

  /** With the batch's own statistics, which go into the running averages. */
  NDArray record(NDArray x) {
    NDManager scratch = x.getManager();
    try (NDArray convolved = convolution.record(x)) {
      pass =
          Differentiated.run(
              scratch,
              leaves -> {
                try (PtNDArray normalised = normalised(leaves[0], leaves[1], leaves[2], true)) {
                  return JniUtils.relu(normalised);
                }
              },
              convolved,
              scale,
              shift);
    }
    return pass.output();
  }

  private PtNDArray normalised(NDArray x, NDArray factor, NDArray offset, boolean training) {
    return JniUtils.batchNorm(
        (PtNDArray) x,
        (PtNDArray) mean,
        (PtNDArray) variance,
        (PtNDArray) factor,
        (PtNDArray) offset,
        training,
        MOMENTUM,
        EPSILON);
  }

  /** The input's gradient, or null for the first layer. */
  NDArray backward(NDArray gradient) {
    PtNDArray[] inner = pass.backward(gradient);
    pass = null;
    TrainedConvolution.Gradients outer = convolution.backward(inner[0]);
    inner[0].close();
    NDArray still = bias.zerosLike();
    still.attach(gradient.getManager());
    gradients = List.of(outer.weight(), still, inner[1], inner[2]);
    return outer.input();
  }

  /**
   * Gradients of weight, bias, scale and shift from the last backward pass. The bias moves nothing
   * but the mean that is subtracted next: its gradient is 0, and what computing it gives is
   * rounding that Adam would blow up to full steps.
   */
  List<NDArray> gradients() {
    return gradients;
  }
}
