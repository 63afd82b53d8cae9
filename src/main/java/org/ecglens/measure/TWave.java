package org.ecglens.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The T wave of an averaged beat: peak and end in each lead, and the median of the leads in which
 * it is large enough. It is looked for where the leads together are farthest from a line; a lead
 * counts there for no more than three typical ones, so that a loose electrode decides nothing.
 *
 * @param onset as far before the peak as the end is after it; NaN where there is no wave
 * @param peak samples, or NaN
 * @param end samples, or NaN
 */
record TWave(double onset, double peak, double end) {
  private static final TWave NONE = new TWave(Double.NaN, Double.NaN, Double.NaN);

  private static final double SIGMA = 6;
  private static final int WINDOW = 64;
  private static final double SHARE = 0.15;
  private static final double MOST_OF_TYPICAL = 3;
  private static final int NEAR_PEAK = 30;
  private static final int AFTER_QRS = 25;
  private static final int SHORTEST = 40;

  /**
   * Looks for it.
   *
   * @param x {@code [lead][sample]} at {@link RhythmStrip#RATE_HZ}
   * @param r where R is
   * @param qrsEnd where QRS ends
   * @param rr samples to the next R
   * @param last where the P wave of the next beat begins, before which T ends
   */
  static TWave of(double[][] x, int r, double qrsEnd, double rr, double last) {
    int from = (int) qrsEnd + AFTER_QRS;
    int to = (int) Math.min(Math.min(r + longest(Math.min(rr, 1000)), last), x[0].length - 2);
    if (to - from < SHORTEST) {
      return NONE;
    }
    double[][] y = new double[x.length][];
    double[][] bulge = new double[x.length][x[0].length];
    double[] most = new double[x.length];
    for (int lead = 0; lead < x.length; lead++) {
      y[lead] = Smoothing.gaussian(x[lead], SIGMA);
      double rise = (y[lead][to] - y[lead][from]) / (to - from);
      for (int t = from; t < to; t++) {
        bulge[lead][t] = Math.abs(y[lead][t] - y[lead][from] - rise * (t - from));
        most[lead] = Math.max(most[lead], bulge[lead][t]);
      }
    }
    double cap = MOST_OF_TYPICAL * QrsDetector.median(most);
    double[] energy = new double[x[0].length];
    for (double[] lead : bulge) {
      for (int t = from; t < to; t++) {
        energy[t] += Math.min(cap, lead[t]) * Math.min(cap, lead[t]);
      }
    }
    return in(y, Delineator.largest(energy, from, to), from, to, last);
  }

  /** Half-way between a square-root and a linear law: neither fast nor slow hearts leave it. */
  private static double longest(double rr) {
    return 0.5 * 0.52 * Math.sqrt(rr / RhythmStrip.RATE_HZ) * RhythmStrip.RATE_HZ
        + 0.5 * 0.65 * rr
        + 20;
  }

  private static TWave in(double[][] y, int common, int from, int to, double last) {
    int[] peak = new int[y.length];
    double[] height = new double[y.length];
    for (int lead = 0; lead < y.length; lead++) {
      double level = y[lead][to];
      peak[lead] = common;
      for (int t = Math.max(from, common - NEAR_PEAK); t < Math.min(to, common + NEAR_PEAK); t++) {
        if (Math.abs(y[lead][t] - level) > Math.abs(y[lead][peak[lead]] - level)) {
          peak[lead] = t;
        }
      }
      height[lead] = y[lead][peak[lead]] - level;
    }
    double[] sizes = Arrays.stream(height).map(Math::abs).toArray();
    double top =
        Math.min(Arrays.stream(sizes).max().orElse(0), MOST_OF_TYPICAL * QrsDetector.median(sizes));
    List<Double> peaks = new ArrayList<>();
    List<Double> ends = new ArrayList<>();
    int limit = (int) Math.min(Math.min(to + 30, last), y[0].length - 1);
    for (int lead = 0; lead < y.length; lead++) {
      if (sizes[lead] >= SHARE * top && sizes[lead] > 0) {
        peaks.add((double) peak[lead]);
        ends.add((double) Delineator.end(y[lead], peak[lead], limit, WINDOW, height[lead]));
      }
    }
    double middle = Delineator.median(peaks);
    double end = Delineator.median(ends);
    return new TWave(2 * middle - end, middle, end);
  }
}
