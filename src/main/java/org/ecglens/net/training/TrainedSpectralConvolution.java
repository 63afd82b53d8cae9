package org.ecglens.net.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import org.ecglens.net.convolution.SpectralConvolution;

/**
 * Convolution and both of its gradients in the frequency domain. With spectra X of the input, V of
 * the mirrored kernels and G of the output's gradient, per frequency: the output has the spectrum
 * X·V, the input's gradient G·Vᴴ, the mirrored kernels' gradient Xᴴ·G.
 *
 * <p>The transform is as short as {@link SpectralConvolution}'s. Padding becomes a shift: the
 * output begins {@code padEnd} samples into the inverse transform, both gradients begin as many
 * before its end.
 */
final class TrainedSpectralConvolution implements TrainedConvolution {
  private final Architecture.Layer layer;
  private final boolean first;
  private final int points;
  private final NDArray weight;
  private final NDArray bias;
  private NDArray spectra;
  private NDArray inputSpectrum;

  /**
   * Takes the weights.
   *
   * @param weight {@code [out, in, kernel]}; its manager also owns the spectra
   * @param bias {@code [out]}
   * @param first whether nobody wants the input's gradient
   */
  TrainedSpectralConvolution(
      Architecture.Layer layer, NDArray weight, NDArray bias, boolean first) {
    this.layer = layer;
    this.weight = weight;
    this.bias = bias;
    this.first = first;
    points =
        SpectralConvolution.points(
            layer.length(), layer.length(), layer.kernel(), layer.padBegin());
  }

  @Override
  public void refresh() {
    if (spectra != null) {
      spectra.close();
      spectra = null;
    }
  }

  @Override
  public NDArray forward(NDArray x) {
    try (NDArray columns = columns(x)) {
      return convolved(columns);
    }
  }

  @Override
  public NDArray record(NDArray x) {
    inputSpectrum = columns(x);
    return convolved(inputSpectrum);
  }

  private NDArray convolved(NDArray columns) {
    NDArray product = columns.matMul(spectra());
    try (NDArray constant = product.get(0);
        NDArray offset = bias.mul(points)) {
      constant.addi(offset);
    }
    return signal(product, layer.padEnd(), layer.length());
  }

  @Override
  public Gradients backward(NDArray gradient) {
    try (NDArray columns = columns(gradient);
        NDArray inputs = inputSpectrum) {
      inputSpectrum = null;
      NDArray input =
          first ? null : signal(timesAdjoint(columns), points - layer.padEnd(), layer.length());
      try (NDArray conjugate = inputs.conj();
          NDArray adjoint = conjugate.transpose(0, 2, 1)) {
        return new Gradients(input, taps(adjoint.matMul(columns)));
      }
    }
  }

  private NDArray timesAdjoint(NDArray columns) {
    try (NDArray conjugate = spectra().conj();
        NDArray adjoint = conjugate.transpose(0, 2, 1)) {
      return columns.matMul(adjoint);
    }
  }

  /** Spectra of the mirrored kernels: {@code [frequency][in][out]}. */
  private NDArray spectra() {
    if (spectra == null) {
      try (NDArray mirrored = weight.flip(2);
          NDArray transform = mirrored.rfft(points, 2);
          NDArray moved = transform.transpose(2, 1, 0)) {
        spectra = contiguous(moved);
      }
    }
    return spectra;
  }

  /** Gradients of the kernels out of spectra {@code [frequency][in][out]}, which it closes. */
  private NDArray taps(NDArray product) {
    try (product;
        NDArray moved = product.transpose(2, 1, 0);
        NDArray full = moved.irfft(points, 2);
        NDArray mirrored = cut(full, points - layer.padEnd(), layer.kernel())) {
      return mirrored.flip(2);
    }
  }

  /** Spectrum of a signal, {@code [frequency][row][channel]}. */
  private NDArray columns(NDArray signal) {
    try (NDArray flat = JniUtils.squeeze((PtNDArray) signal, 2);
        NDArray spectrum = flat.rfft(points, 2);
        NDArray moved = spectrum.transpose(2, 0, 1)) {
      return contiguous(moved);
    }
  }

  /** Part of the inverse of {@link #columns}; closes the spectrum. */
  private NDArray signal(NDArray columns, int begin, int length) {
    try (columns;
        NDArray moved = columns.transpose(1, 2, 0);
        NDArray full = moved.irfft(points, 2);
        NDArray cut = cut(full, begin, length)) {
      return JniUtils.unsqueeze((PtNDArray) cut, 2);
    }
  }

  /** A stretch of a periodic signal, in memory of its own. */
  private NDArray cut(NDArray periodic, int begin, int length) {
    PtNDArray full = (PtNDArray) periodic;
    int beforeEnd = Math.min(length, points - begin);
    try (PtNDArray head = JniUtils.slice(full, 2, begin, begin + (long) beforeEnd, 1);
        PtNDArray tail = JniUtils.slice(full, 2, 0, (long) length - beforeEnd, 1)) {
      return beforeEnd == length ? head.duplicate() : JniUtils.cat(new PtNDArray[] {head, tail}, 2);
    }
  }

  /** Reshaping a permuted array copies it into its new order. */
  private static NDArray contiguous(NDArray moved) {
    try (NDArray flat = moved.reshape(new Shape(moved.size()))) {
      return flat.reshape(moved.getShape());
    }
  }
}
