package org.ecglens.measure;

/** Linear filters without phase; beyond its ends a signal keeps its first and last value. */
final class Smoothing {
  private Smoothing() {}

  /** Gaussian low pass of a standard deviation in samples; −3 dB at 0.1325 / sigma. */
  static double[] gaussian(double[] x, double sigma) {
    int half = (int) Math.ceil(3.5 * sigma);
    double[] kernel = new double[half + 1];
    double sum = 0;
    for (int i = half; i >= 0; i--) {
      kernel[i] = Math.exp(-0.5 * i * i / (sigma * sigma));
      sum += i == 0 ? kernel[i] : 2 * kernel[i];
    }
    double[] y = new double[x.length];
    for (int t = 0; t < x.length; t++) {
      double value = kernel[0] * x[t];
      for (int i = 1; i <= half; i++) {
        value += kernel[i] * (x[Math.max(0, t - i)] + x[Math.min(x.length - 1, t + i)]);
      }
      y[t] = value / sum;
    }
    return y;
  }

  /** Mean over {@code 2 · half + 1} samples. */
  static double[] box(double[] x, int half) {
    double[] y = new double[x.length];
    double sum = 0;
    int last = x.length - 1;
    for (int i = -half; i <= half; i++) {
      sum += x[Math.max(0, Math.min(last, i))];
    }
    for (int t = 0; t < x.length; t++) {
      y[t] = sum / (2 * half + 1);
      sum += x[Math.min(last, t + half + 1)] - x[Math.max(0, t - half)];
    }
    return y;
  }

  /** Slope per sample from the neighbours on both sides. */
  static double[] slope(double[] x) {
    double[] y = new double[x.length];
    for (int t = 1; t < x.length - 1; t++) {
      y[t] = (x[t + 1] - x[t - 1]) / 2;
    }
    return y;
  }
}
