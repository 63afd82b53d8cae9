package org.ecglens.report.paper;

import java.util.Arrays;

/**
 * Attributions as pictures show them. Of the absolute values in ascending order, t is the one at
 * which their sum reaches 90 % of the total; shown is a/t, cut at −1 and 1. A few extreme values,
 * which hold the last tenth, so do not make the rest pale.
 */
public final class HeatScale {
  private static final double SHARE = 0.9;

  private HeatScale() {}

  /**
   * A map in −1 to 1; all zeros stay so.
   *
   * @param attribution finite
   */
  public static float[] of(float[] attribution) {
    double top = top(attribution);
    float[] heat = new float[attribution.length];
    if (top > 0) {
      for (int i = 0; i < heat.length; i++) {
        heat[i] = (float) Math.max(-1, Math.min(1, attribution[i] / top));
      }
    }
    return heat;
  }

  /** The absolute attribution that is shown as 1; 0 where all are zero. */
  static double top(float[] attribution) {
    double[] sizes = new double[attribution.length];
    double total = 0;
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = Math.abs((double) attribution[i]);
    }
    Arrays.sort(sizes);
    // Summed in the order of the sums below, so that rounding cannot keep them from the total.
    for (double size : sizes) {
      total += size;
    }
    double sum = 0;
    for (double size : sizes) {
      sum += size;
      if (sum >= SHARE * total) {
        return size;
      }
    }
    return 0;
  }
}
