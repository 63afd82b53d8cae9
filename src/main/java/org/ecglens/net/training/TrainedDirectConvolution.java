package org.ecglens.net.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/** The engine's own convolution and gradients, with weights in channels-last memory. */
final class TrainedDirectConvolution implements TrainedConvolution {
  private static final Shape ONES = new Shape(1, 1);

  private final Architecture.Layer layer;
  private final PtNDArray weight;
  private final PtNDArray bias;
  private final boolean first;
  private Differentiated pass;

  /**
   * Takes the weights.
   *
   * @param weight {@code [out, in, kernel]}
   * @param bias {@code [out]}
   * @param first whether nobody wants the input's gradient
   */
  TrainedDirectConvolution(Architecture.Layer layer, NDArray weight, NDArray bias, boolean first) {
    this.layer = layer;
    this.weight = (PtNDArray) weight;
    this.bias = (PtNDArray) bias;
    this.first = first;
  }

  @Override
  public NDArray forward(NDArray x) {
    return convolve((PtNDArray) x, weight);
  }

  @Override
  public NDArray record(NDArray x) {
    NDManager scratch = x.getManager();
    pass =
        first
            ? Differentiated.run(scratch, leaves -> convolve((PtNDArray) x, leaves[0]), weight)
            : Differentiated.run(scratch, leaves -> convolve(leaves[1], leaves[0]), weight, x);
    return pass.output();
  }

  @Override
  public Gradients backward(NDArray gradient) {
    PtNDArray[] gradients = pass.backward(gradient);
    pass = null;
    return new Gradients(first ? null : gradients[1], gradients[0]);
  }

  private NDArray convolve(PtNDArray x, PtNDArray taps) {
    long taken = layer.kernel();
    PtNDArray flat = taps.reshape(new Shape(layer.out(), layer.in(), 1, taken));
    flat.attach(x.getManager());
    PtNDArray last =
        flat.transpose(0, 2, 3, 1)
            .reshape(new Shape((long) layer.out() * taken * layer.in()))
            .reshape(new Shape(layer.out(), 1, taken, layer.in()))
            .transpose(0, 3, 1, 2);
    boolean symmetric = layer.padBegin() == layer.padEnd();
    PtNDArray padded =
        symmetric ? x : JniUtils.pad(x, new long[] {layer.padBegin(), layer.padEnd(), 0, 0}, 0);
    Shape padding = symmetric ? new Shape(0, layer.padBegin()) : new Shape(0, 0);
    return JniUtils.convolution(padded, last, bias, ONES, padding, ONES, 1);
  }
}
