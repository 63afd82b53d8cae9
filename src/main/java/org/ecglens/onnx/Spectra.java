package org.ecglens.onnx;

import static org.ecglens.onnx.Lowering.single;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.ecglens.graph.Operation;
import org.ecglens.graph.Tensor;
import org.ecglens.onnx.Value.Activation;

/**
 * Discrete Fourier transforms, as products with cosines and sines; complex numbers are a last axis
 * of real and imaginary parts.
 */
final class Spectra {
  private Spectra() {}

  static Map<String, Lowering> lowerings() {
    return Map.of("DFT", single(Spectra::transform), "STFT", single(Spectra::windows));
  }

  private static Value transform(OnnxNode node, Steps steps) {
    Activation x = steps.lifted(node.activation(0));
    int last = x.rank() - 1;
    int given =
        node.opset() >= 20
            ? OnnxNode.axis(
                node.given(2) ? (long) node.constant(2, "axis").scalar("its axis") : -2, last)
            : OnnxNode.axis(node.integer("axis", 1), last);
    int axis = given + 1;
    int parts = x.dim(last);
    UnsupportedNodeException.unless(
        axis < last && (parts == 1 || parts == 2), "its last axis is not that of the parts");
    boolean inverse = node.integer("inverse", 0) != 0;
    boolean onesided = node.integer("onesided", 0) != 0;
    if (inverse && onesided) {
      UnsupportedNodeException.unless(parts == 2, "its one side is real");
      int length = samples(node, 2 * (x.dim(axis) - 1));
      return steps.lowered(real(x, axis, length, steps));
    }
    int length = samples(node, x.dim(axis));
    int bins = onesided ? length / 2 + 1 : length;
    int samples = Math.min(length, x.dim(axis));
    double size = inverse ? 1.0 / length : 1;
    int sign = inverse ? -1 : 1;
    Tensor cosines = waves(bins, samples, x.dim(axis), length, Math::cos, size, steps);
    Tensor sines = waves(bins, samples, x.dim(axis), length, Math::sin, sign * size, steps);
    Activation real = part(x, 0, steps);
    Activation realOfReal = steps.add(new Operation.Linear(axis, cosines, null), real);
    Activation imaginaryOfReal =
        steps.scale(-1, steps.add(new Operation.Linear(axis, sines, null), real));
    if (parts == 1) {
      return steps.lowered(complex(realOfReal, imaginaryOfReal, steps));
    }
    Activation imaginary = part(x, 1, steps);
    return steps.lowered(
        complex(
            steps.add(
                new Operation.Add(),
                realOfReal,
                steps.add(new Operation.Linear(axis, sines, null), imaginary)),
            steps.add(
                new Operation.Add(),
                imaginaryOfReal,
                steps.add(new Operation.Linear(axis, cosines, null), imaginary)),
            steps));
  }

  private static int samples(OnnxNode node, int otherwise) {
    int length =
        node.given(1) ? (int) node.constant(1, "length").scalar("its dft_length") : otherwise;
    UnsupportedNodeException.unless(length > 0, "its dft_length is " + length);
    return length;
  }

  /**
   * Real samples of the bins of one side: those between the ends count twice, and the imaginary
   * parts of the ends do not count.
   */
  private static Activation real(Activation x, int axis, int length, Steps steps) {
    int bins = x.dim(axis);
    int used = Math.min(bins, length / 2 + 1);
    steps.budget().spend(2L * bins * length);
    float[] cosines = new float[length * bins];
    float[] sines = new float[length * bins];
    for (int sample = 0; sample < length; sample++) {
      for (int bin = 0; bin < used; bin++) {
        boolean end = bin == 0 || 2 * bin == length;
        double phase = 2 * Math.PI * ((long) bin * sample % length) / length;
        cosines[sample * bins + bin] = (float) ((end ? 1 : 2) * Math.cos(phase) / length);
        sines[sample * bins + bin] = end ? 0 : (float) (-2 * Math.sin(phase) / length);
      }
    }
    Activation samples =
        steps.add(
            new Operation.Add(),
            steps.add(
                new Operation.Linear(axis, Tensor.of(cosines, length, bins), null),
                part(x, 0, steps)),
            steps.add(
                new Operation.Linear(axis, Tensor.of(sines, length, bins), null),
                part(x, 1, steps)));
    List<Integer> dims = new ArrayList<>(samples.shape().dims());
    dims.add(1);
    return steps.reshape(samples, dims);
  }

  /** {@code [bins, columns]}: a wave of each bin; 0 beyond the samples. */
  private static Tensor waves(
      int bins,
      int samples,
      int columns,
      int length,
      DoubleUnaryOperator wave,
      double factor,
      Steps steps) {
    steps.budget().spend((long) bins * columns);
    float[] values = new float[bins * columns];
    for (int bin = 0; bin < bins; bin++) {
      for (int i = 0; i < samples; i++) {
        // The phase modulo a turn, as integers, keeps all digits.
        long turn = (long) bin * i % length;
        values[bin * columns + i] =
            (float) (factor * wave.applyAsDouble(2 * Math.PI * turn / length));
      }
    }
    return Tensor.of(values, bins, columns);
  }

  private static Activation part(Activation x, int part, Steps steps) {
    int last = x.rank() - 1;
    Activation sliced =
        x.dim(last) == 1 ? x : steps.add(new Operation.Slice(last, part, part + 1, 1), x);
    return steps.reshape(sliced, x.shape().dims().subList(0, last - 1));
  }

  private static Activation complex(Activation real, Activation imaginary, Steps steps) {
    List<Integer> dims = new ArrayList<>(real.shape().dims());
    dims.add(1);
    return steps.add(
        new Operation.Concat(dims.size()),
        steps.reshape(real, dims),
        steps.reshape(imaginary, dims));
  }

  /** Windows of a signal, as a convolution with windowed cosines and sines. */
  private static Value windows(OnnxNode node, Steps steps) {
    Activation x = node.activation(0);
    UnsupportedNodeException.unless(
        x.rank() == 2 || (x.rank() == 3 && x.dim(2) == 1), "its signal is not real");
    int step = (int) node.constant(1, "frame step").scalar("its frame_step");
    Constant window = node.given(2) ? node.constant(2, "window") : null;
    UnsupportedNodeException.unless(
        window != null || node.given(3), "neither window nor frame_length is given");
    int length =
        node.given(3)
            ? (int) node.constant(3, "frame length").scalar("its frame_length")
            : window.size();
    UnsupportedNodeException.unless(
        step > 0 && length > 0 && (window == null || window.size() == length),
        "its window does not fit its frames");
    boolean onesided = node.integer("onesided", 1) != 0;
    int bins = onesided ? length / 2 + 1 : length;
    steps.budget().spend(2L * bins * length);
    float[] weight = new float[2 * bins * length];
    for (int i = 0; i < weight.length; i++) {
      int sample = i % length;
      int bin = i / length % bins;
      double phase = 2 * Math.PI * ((long) bin * sample % length) / length;
      double wave = i / length < bins ? Math.cos(phase) : -Math.sin(phase);
      weight[i] = (float) (wave * (window == null ? 1 : window.real(sample)));
    }
    Activation frames =
        steps.add(
            new Operation.Convolution(
                Tensor.of(weight, 2 * bins, 1, length),
                null,
                List.of(step),
                List.of(0),
                List.of(0),
                List.of(1),
                1),
            steps.reshape(x, List.of(1, x.dim(1))));
    Activation parts = steps.reshape(frames, List.of(2, bins, frames.dim(2)));
    return steps.add(new Operation.Transpose(List.of(0, 3, 2, 1)), parts);
  }
}
