package org.ecglens.preprocess;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.ecglens.graph.Tensor;

/** Which samples of a record a signal shows, {@code [window][sample]}. */
final class Times {
  private Times() {}

  /** A whole record. */
  static double[][] of(int samples) {
    double[][] times = new double[1][samples];
    for (int sample = 0; sample < samples; sample++) {
      times[0][sample] = sample;
    }
    return times;
  }

  static double[][] each(double[][] times, UnaryOperator<double[]> change) {
    return Arrays.stream(times).map(change).toArray(double[][]::new);
  }

  /** The time of a place between two samples; the last one goes on as it is. */
  static double at(double[] times, double place) {
    int left = (int) place;
    int right = Math.min(left + 1, times.length - 1);
    return left == place
        ? times[left]
        : times[left] + (place - left) * (times[right] - times[left]);
  }

  static Tensor tensor(double[][] times) {
    int samples = times[0].length;
    float[] values = new float[times.length * samples];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) times[i / samples][i % samples];
    }
    return Tensor.of(values, times.length, samples);
  }
}
