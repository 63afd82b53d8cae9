package org.ecglens.measure;

import java.util.Arrays;

/**
 * Takes out what the mains couple in: in each lead the sinusoids of 50 and 60 Hz that fit a second
 * around each sample. Fast parts of the heartbeat are clipped before the fit, so that they hardly
 * change it, and nothing rings at QRS.
 */
final class MainsHum {
  private static final double[] HZ = {50, 60};
  private static final int LEVEL_HALF = 12;
  private static final int FIT_HALF = RhythmStrip.RATE_HZ / 2;
  private static final double CLIP = 3;

  /** An amplitude that does no harm, and may be muscle noise. */
  private static final double SMALLEST_UV = 10;

  private MainsHum() {}

  /** Takes it out of a lead at {@link RhythmStrip#RATE_HZ}, in place. */
  static void remove(double[] x) {
    double[] fast = Smoothing.box(x, LEVEL_HALF);
    double[] size = new double[x.length];
    for (int t = 0; t < x.length; t++) {
      fast[t] = x[t] - fast[t];
      size[t] = Math.abs(fast[t]);
    }
    double clip = CLIP * QrsDetector.median(size);
    Arrays.setAll(fast, t -> Math.max(-clip, Math.min(clip, fast[t])));
    for (double hz : HZ) {
      double[] hum = fit(fast, 2 * Math.PI * hz / RhythmStrip.RATE_HZ);
      double power = Arrays.stream(hum).map(value -> value * value).sum() / hum.length;
      if (power > SMALLEST_UV * SMALLEST_UV / 2) {
        Arrays.setAll(x, t -> x[t] - hum[t]);
      }
    }
  }

  /** The sinusoid that fits a second around each sample best. */
  private static double[] fit(double[] fast, double step) {
    int length = 2 * LEVEL_HALF + 1;
    double kept = 1 - Math.sin(length * step / 2) / (length * Math.sin(step / 2));
    double[] cosine = new double[fast.length + 1];
    double[] sine = new double[fast.length + 1];
    for (int t = 0; t < fast.length; t++) {
      cosine[t + 1] = cosine[t] + fast[t] * Math.cos(step * t);
      sine[t + 1] = sine[t] + fast[t] * Math.sin(step * t);
    }
    double[] hum = new double[fast.length];
    for (int t = 0; t < fast.length; t++) {
      int from = Math.max(0, t - FIT_HALF);
      int to = Math.min(fast.length, t + FIT_HALF);
      double both =
          (cosine[to] - cosine[from]) * Math.cos(step * t)
              + (sine[to] - sine[from]) * Math.sin(step * t);
      hum[t] = 2 * both / (kept * (to - from));
    }
    return hum;
  }
}
