package org.ecglens.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds limits and peaks of P, QRS and T in an averaged beat, in each lead, and takes the median of
 * the leads in which the wave is large enough.
 *
 * <p>QRS begins and ends where a lead's slope stays below a share of its steepest. P and T end
 * where the area between the signal and its value at the candidate is largest (Zhang et al., Comput
 * Cardiol 2006;33:229). P begins where the slope of its first flank falls below a share of its
 * steepest.
 */
final class Delineator {
  private static final int COARSE_BEFORE = 60;
  private static final int COARSE_AFTER = 80;
  private static final int BEYOND = 20;
  private static final int QUIET = 20;
  private static final double COMPLEX_SHARE = 0.15;
  private static final double ONSET_SHARE = 0.04;
  private static final double OFFSET_SHARE = 0.08;
  private static final double LEAD_SHARE = 0.1;

  // Readers mark where the line first leaves and last reaches the level, the thresholds a little
  // inside of that: mean differences from the annotators of LUDB, in samples.
  private static final int ONSET_MARGIN = 4;
  private static final int OFFSET_MARGIN = 3;

  /** How long before R the next P wave begins at least, usually and at most, samples. */
  private static final double SHORTEST_P = 70;

  private static final double USUAL_P = 95;
  private static final double LONGEST_P = 170;
  private static final double MOST_OF_RR = 0.35;
  private static final double P_SIGMA = 4;
  private static final int P_WINDOW = 35;
  private static final double P_SHARE = 0.2;
  private static final double P_NARROW = 6;
  private static final double P_WIDE = 45;
  private static final int P_FLANK = 42;
  private static final double P_FLANK_SHARE = 0.4;
  private static final int LONGEST_P_END = 45;

  /** The foot of QRS must not look like a P wave, nor its end. */
  private static final int FOOT = 7;

  /** Nearer to QRS than {@link #FULL_WEIGHT} a bulge counts less, and here not at all, samples. */
  private static final int NEAREST_P = 22;

  private static final double FULL_WEIGHT = 60;
  private static final int LONGEST_PR = 150;
  private static final double SMALLEST_P_UV = 5;

  private final double[][] x;
  private final double[][] free;
  private final int r;
  private final double before;
  private final double after;
  private final double earliest;

  /**
   * Looks at a beat.
   *
   * @param x {@code [lead][sample]} at {@link RhythmStrip#RATE_HZ}
   * @param free the same of the beats that no other follows early, in which T is measured
   * @param r where R is
   * @param before samples from the beat before
   * @param after samples to the next
   * @param earliest before which QRS does not begin: where the spike of a pacemaker ended
   */
  Delineator(double[][] x, double[][] free, int r, double before, double after, double earliest) {
    this.x = x;
    this.free = free;
    this.r = r;
    this.before = before;
    this.after = after;
    this.earliest = earliest;
  }

  WaveLimits limits() {
    double[] qrs = qrs();
    double[] p = p(qrs[0]);
    TWave t = t(free, qrs[1], p[0]);
    return new WaveLimits(p[0], p[1], p[2], qrs[0], r, qrs[1], t.onset(), t.peak(), t.end());
  }

  private double[] qrs() {
    double[][] slopes = new double[x.length][];
    double[] most = new double[x.length];
    double top = 0;
    for (int lead = 0; lead < x.length; lead++) {
      slopes[lead] = Smoothing.slope(x[lead]);
      for (int t = r - 40; t <= r + 50; t++) {
        most[lead] = Math.max(most[lead], Math.abs(at(slopes[lead], t)));
      }
      top = Math.max(top, most[lead]);
    }
    List<Double> onsets = new ArrayList<>();
    List<Double> offsets = new ArrayList<>();
    for (int lead = 0; lead < x.length; lead++) {
      if (most[lead] < LEAD_SHARE * top) {
        continue;
      }
      double[] slope = slopes[lead];
      int t = edge(slope, most[lead], -1, COARSE_BEFORE);
      while (t > r - COARSE_BEFORE - BEYOND && Math.abs(at(slope, t)) >= ONSET_SHARE * most[lead]) {
        t--;
      }
      onsets.add((double) t);
      t = edge(slope, most[lead], 1, COARSE_AFTER);
      while (t < r + COARSE_AFTER + BEYOND && Math.abs(at(slope, t)) >= OFFSET_SHARE * most[lead]) {
        t++;
      }
      offsets.add((double) t);
    }
    return new double[] {
      Math.max(earliest, median(onsets) - ONSET_MARGIN), median(offsets) + OFFSET_MARGIN
    };
  }

  /** The last steep sample before the line is quiet for a while: a steep T wave lies beyond. */
  private int edge(double[] slope, double most, int direction, int farthest) {
    int edge = r;
    for (int i = 0; i <= farthest && i - Math.abs(edge - r) <= QUIET; i++) {
      if (Math.abs(at(slope, r + direction * i)) >= COMPLEX_SHARE * most) {
        edge = r + direction * i;
      }
    }
    return edge;
  }

  /**
   * The T wave of the same beat in other beats of it, before the P wave of the next.
   *
   * @param pOnset where P begins; NaN where there is none
   */
  TWave t(double[][] beat, double qrsEnd, double pOnset) {
    double next =
        Double.isNaN(pOnset) ? USUAL_P : Math.max(SHORTEST_P, Math.min(LONGEST_P, r - pOnset));
    return TWave.of(beat, r, qrsEnd, after, r + after - Math.min(next, MOST_OF_RR * after));
  }

  private double[] p(double qrsOnset) {
    int onset = (int) qrsOnset;
    int edge = onset - FOOT;
    int from = (int) Math.max(10, onset - Math.min(LONGEST_PR, 0.45 * before));
    int to = onset - NEAREST_P;
    if (to - from < NEAREST_P) {
      return new double[] {Double.NaN, Double.NaN, Double.NaN};
    }
    double[] energy = new double[edge];
    double[][] y = new double[x.length][];
    double[][] bulge = new double[x.length][];
    for (int lead = 0; lead < x.length; lead++) {
      double[] held = x[lead].clone();
      Arrays.fill(held, edge, held.length, held[edge]);
      y[lead] = Smoothing.gaussian(held, P_SIGMA);
      bulge[lead] = bulge(y[lead], from, edge);
      for (int t = from; t < edge; t++) {
        double weight = Math.min(1, (onset - t) / FULL_WEIGHT);
        energy[t] += weight * weight * bulge[lead][t] * bulge[lead][t];
      }
    }
    int peak = largest(energy, from, to);
    double top = 0;
    double sum = 0;
    for (double[] lead : bulge) {
      top = Math.max(top, Math.abs(lead[peak]));
      sum += lead[peak] * lead[peak];
    }
    if (Math.sqrt(sum / x.length) < SMALLEST_P_UV) {
      return new double[] {Double.NaN, Double.NaN, Double.NaN};
    }
    List<Double> onsets = new ArrayList<>();
    List<Double> offsets = new ArrayList<>();
    int limit = Math.min(onset, peak + LONGEST_P_END);
    for (int lead = 0; lead < x.length; lead++) {
      double height = bulge[lead][peak];
      if (Math.abs(height) >= P_SHARE * top) {
        onsets.add((double) flank(y[lead], peak, Math.signum(height)));
        offsets.add((double) end(y[lead], peak, limit, P_WINDOW, height));
      }
    }
    return new double[] {median(onsets), peak, median(offsets)};
  }

  /** Height over the surroundings, where the line between two samples counts as flat. */
  private static double[] bulge(double[] y, int from, int edge) {
    double[] flat = new double[y.length];
    double rise = (y[edge] - y[from]) / (edge - from);
    for (int t = from; t < edge; t++) {
      flat[t] = y[t] - y[from] - rise * (t - from);
    }
    double[] bulge = Smoothing.gaussian(flat, P_NARROW);
    double[] around = Smoothing.gaussian(flat, P_WIDE);
    for (int t = 0; t < bulge.length; t++) {
      bulge[t] -= around[t];
    }
    return bulge;
  }

  /** Where the flank before a peak begins. */
  private static int flank(double[] y, int peak, double sign) {
    double[] slope = Smoothing.slope(y);
    int steepest = peak;
    for (int t = Math.max(1, peak - P_FLANK); t < peak; t++) {
      steepest = sign * slope[t] > sign * slope[steepest] ? t : steepest;
    }
    int begin = steepest;
    while (begin > Math.max(0, peak - P_FLANK - 15)
        && sign * slope[begin] > P_FLANK_SHARE * Math.abs(slope[steepest])) {
      begin--;
    }
    return begin;
  }

  /** Where the area between the signal and its value there, back to the peak, is largest. */
  static int end(double[] y, int peak, int limit, int width, double height) {
    double best = 0;
    int end = peak;
    double sum = 0;
    for (int i = 1; i < width; i++) {
      sum += at(y, peak - i);
    }
    for (int t = peak; t <= limit; t++) {
      sum += at(y, t);
      double area = sum - width * at(y, t);
      sum -= at(y, t - width + 1);
      if (Math.signum(height) * area > best) {
        best = Math.signum(height) * area;
        end = t;
      }
    }
    return end;
  }

  static int largest(double[] values, int from, int to) {
    int best = from;
    for (int t = from; t < to; t++) {
      best = values[t] > values[best] ? t : best;
    }
    return best;
  }

  static double at(double[] values, int t) {
    return values[Math.max(0, Math.min(values.length - 1, t))];
  }

  static double median(List<Double> values) {
    return values.isEmpty()
        ? Double.NaN
        : QrsDetector.median(values.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
