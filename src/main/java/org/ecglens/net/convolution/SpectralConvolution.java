package org.ecglens.net.convolution;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import org.ecglens.graph.Operation;
import org.ecglens.graph.Tensor;

/**
 * One-dimensional convolution in the frequency domain: real Fourier transform, one product of
 * matrices {@code [rows, in] · [in, out]} per frequency, inverse transform. Needs stride 1,
 * dilation 1 and one group.
 *
 * <p>The transform is only as long as keeps what is not discarded free of wrap-around; the shift
 * that the padding makes is part of the kernels' spectra, so outputs start at 0. With lags {@code t
 * − n} between −(length − 1) and output − 1 and taps at lags padBegin − k + 1 … padBegin, a
 * transform of length N separates every pair of lag and tap that differ if N ≥ length + padBegin
 * and N ≥ output + k − 1 − padBegin. The backward pass is the product with the conjugate spectra,
 * transposed.
 */
public final class SpectralConvolution implements ConvolutionKernel {
  private final int points;
  private final int length;
  private final int output;
  private final NDArray spectra;
  private final NDArray adjointSpectra;
  private final NDArray bias;

  /**
   * Prepares the spectra of the kernels.
   *
   * @param operation what is computed; see {@link #applies}
   * @param input shape of one row, {@code [in, length]}
   * @param manager owner of the spectra
   */
  public SpectralConvolution(
      Operation.Convolution operation, org.ecglens.graph.Shape input, NDManager manager) {
    if (!applies(operation)) {
      throw new IllegalArgumentException("not a plain one-dimensional convolution: " + operation);
    }
    Tensor weight = operation.weight();
    int taps = weight.dim(2);
    int begin = operation.padsBegin().get(0);
    length = input.dim(2);
    output = length + begin + operation.padsEnd().get(0) - taps + 1;
    points = points(operation, length);
    int out = weight.dim(0);
    int in = weight.dim(1);
    float[] circular = circular(weight, begin, length, output, points);
    try (NDManager scratch = manager.newSubManager()) {
      NDArray kernels = scratch.create(circular, new Shape(in, out, points));
      NDArray transform = kernels.rfft(points, 2);
      // Reshaping a permuted array copies it into its new order.
      long frequencies = points / 2 + 1L;
      NDArray forward = contiguous(transform.transpose(2, 0, 1), frequencies, in, out);
      NDArray adjoint = contiguous(transform.conj().transpose(2, 1, 0), frequencies, out, in);
      spectra = kept(forward, manager);
      adjointSpectra = kept(adjoint, manager);
      if (operation.bias() == null) {
        bias = null;
      } else {
        float[] constant = new float[out * points];
        for (int o = 0; o < out; o++) {
          for (int t = 0; t < points; t++) {
            constant[o * points + t] = operation.bias().get(o);
          }
        }
        NDArray spectrum = scratch.create(constant, new Shape(out, points)).rfft(points, 1);
        bias = kept(contiguous(spectrum.transpose(1, 0), frequencies, 1, out).get(0), manager);
      }
    }
  }

  /** Whether an operation can be computed in the frequency domain. */
  public static boolean applies(Operation.Convolution operation) {
    return operation.strides().size() == 1
        && operation.strides().get(0) == 1
        && operation.dilations().get(0) == 1
        && operation.groups() == 1;
  }

  /** Length of the transform for an input of some length. */
  static int points(Operation.Convolution operation, int length) {
    int taps = operation.weight().dim(2);
    int begin = operation.padsBegin().get(0);
    int output = length + begin + operation.padsEnd().get(0) - taps + 1;
    return points(length, output, taps, begin);
  }

  /**
   * Length of the transform that keeps a convolution free of wrap-around.
   *
   * @param length of the input
   * @param output length of the output
   * @param taps of the kernel
   * @param begin zeros before the input
   */
  public static int points(int length, int output, int taps, int begin) {
    int least =
        Math.max(Math.max(length, output), Math.max(length + begin, output + taps - 1 - begin));
    int points = least + least % 2;
    while (!smooth(points)) {
      points += 2;
    }
    return points;
  }

  @Override
  public NDArray forward(NDArray x) {
    return product((PtNDArray) x, spectra, bias, output);
  }

  @Override
  public NDArray backward(NDArray gradient) {
    return product((PtNDArray) gradient, adjointSpectra, null, length);
  }

  private PtNDArray product(PtNDArray x, NDArray kernels, NDArray offset, int kept) {
    try (NDArray spectrum = x.rfft(points, 2);
        NDArray columns = spectrum.transpose(2, 0, 1);
        NDArray result = columns.matMul(kernels)) {
      if (offset != null) {
        try (NDArray constant = result.get(0)) {
          constant.addi(offset);
        }
      }
      try (NDArray rows = result.transpose(1, 2, 0);
          PtNDArray signal = (PtNDArray) rows.irfft(points, 2)) {
        return JniUtils.slice(signal, 2, 0, kept, 1);
      }
    }
  }

  /** Taps at their lags modulo the length of the transform: {@code [in][out][points]}. */
  private static float[] circular(Tensor weight, int begin, int length, int output, int points) {
    int out = weight.dim(0);
    int in = weight.dim(1);
    int taps = weight.dim(2);
    float[] result = new float[in * out * points];
    for (int o = 0; o < out; o++) {
      for (int i = 0; i < in; i++) {
        for (int tap = 0; tap < taps; tap++) {
          int lag = begin - tap;
          // A tap that meets only padding would wrap onto one that does not.
          if (lag > -length && lag < output) {
            result[(i * out + o) * points + Math.floorMod(lag, points)] =
                weight.get((o * in + i) * taps + tap);
          }
        }
      }
    }
    return result;
  }

  private static boolean smooth(int number) {
    int rest = number;
    for (int prime : new int[] {2, 3, 5, 7}) {
      while (rest % prime == 0) {
        rest /= prime;
      }
    }
    return rest == 1;
  }

  private static NDArray contiguous(NDArray permuted, long a, long b, long c) {
    return permuted.reshape(a * b * c).reshape(a, b, c);
  }

  private static NDArray kept(NDArray array, NDManager manager) {
    array.attach(manager);
    return array;
  }
}
