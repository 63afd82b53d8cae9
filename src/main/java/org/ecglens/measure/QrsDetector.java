package org.ecglens.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * Finds QRS complexes by the slopes of all leads together: each lead's slope counts relative to
 * what is usual for the lead, so that neither a large nor a noisy lead decides alone.
 */
final class QrsDetector {
  private static final double SLOPE_SIGMA = 2;
  private static final int INTEGRATION = 25;
  private static final int REFRACTORY = 110;
  private static final int T_WAVE = 200;
  private static final double T_SHARE = 0.7;
  private static final int WINDOW = 1250;
  private static final double THRESHOLD = 0.35;

  private QrsDetector() {}

  /**
   * Middles of the complexes, ascending.
   *
   * @param x {@code [lead][sample]} at {@link RhythmStrip#RATE_HZ}
   */
  static int[] peaks(double[][] x) {
    double[] energy = energy(x);
    double[] local = usual(energy);
    List<Integer> peaks = new ArrayList<>();
    for (int t = 1; t < energy.length - 1; t++) {
      if (energy[t] < THRESHOLD * local[t / WINDOW]
          || energy[t] < energy[t - 1]
          || energy[t] <= energy[t + 1]) {
        continue;
      }
      int last = peaks.size() - 1;
      if (last >= 0 && t - peaks.get(last) < REFRACTORY) {
        if (energy[t] > energy[peaks.get(last)]) {
          peaks.set(last, t);
        }
      } else if (last < 0
          || t - peaks.get(last) > T_WAVE
          || energy[t] > T_SHARE * energy[peaks.get(last)]) {
        peaks.add(t);
      }
    }
    return peaks.stream().mapToInt(Integer::intValue).toArray();
  }

  /**
   * The complex of a median beat, which lies between a fifth and three fifths of it.
   *
   * @param x {@code [lead][sample]} at {@link RhythmStrip#RATE_HZ}
   */
  static OptionalInt peakOfBeat(double[][] x) {
    double[] energy = energy(x);
    int best = energy.length / 5;
    for (int t = best; t < 3 * energy.length / 5; t++) {
      best = energy[t] > energy[best] ? t : best;
    }
    return energy[best] > 0 ? OptionalInt.of(best) : OptionalInt.empty();
  }

  private static double[] energy(double[][] x) {
    int samples = x[0].length;
    double[] sum = new double[samples];
    for (double[] lead : x) {
      double[] slope = Smoothing.slope(Smoothing.gaussian(lead, SLOPE_SIGMA));
      for (int t = 0; t < samples; t++) {
        slope[t] = Math.abs(slope[t]);
      }
      double scale = median(maxima(slope));
      if (scale <= 0) {
        continue;
      }
      for (int t = 0; t < samples; t++) {
        sum[t] += Math.min(1.5, slope[t] / scale);
      }
    }
    return Smoothing.box(Smoothing.box(sum, INTEGRATION), INTEGRATION / 2);
  }

  /** Usual height of a complex around each window. */
  private static double[] usual(double[] energy) {
    double[] maxima = maxima(energy);
    double[] usual = new double[energy.length / WINDOW + 1];
    for (int i = 0; i < usual.length; i++) {
      int from = Math.max(0, Math.min(i - 2, maxima.length - 5));
      usual[i] = median(Arrays.copyOfRange(maxima, from, Math.min(maxima.length, from + 5)));
    }
    return usual;
  }

  /** Largest value in each window of 2.5 s, which holds a complex unless the heart pauses. */
  private static double[] maxima(double[] values) {
    int windows = Math.max(1, values.length / WINDOW);
    double[] maxima = new double[windows];
    for (int t = 0; t < values.length; t++) {
      int window = Math.min(windows - 1, t / WINDOW);
      maxima[window] = Math.max(maxima[window], values[t]);
    }
    return maxima;
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
