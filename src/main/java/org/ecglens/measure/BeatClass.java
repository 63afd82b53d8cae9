package org.ecglens.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/**
 * Beats of one shape, aligned with each other.
 *
 * @param peaks R peaks of its beats in the strip, ascending
 * @param template their median, {@code [lead][sample]}, R at {@link #PEAK}
 */
@SuppressWarnings("ArrayRecordComponent")
record BeatClass(int[] peaks, double[][] template) {
  /** Where R lies in a template. */
  static final int PEAK = 300;

  /** Length of a template. */
  static final int SAMPLES = 800;

  private static final int QRS_BEFORE = 40;
  private static final int QRS_AFTER = 50;
  private static final int AROUND = 120;
  private static final int LARGEST_LAG = 25;
  private static final double SAME_SHAPE = 0.85;

  /** Candidates for a template. */
  private static final int TRIES = 40;

  /** Beats with which a candidate for a template is compared where there are more. */
  private static final int COMPARED = 200;

  /** Templates that are made; beats that fit none of them are classes of one. */
  private static final int MOST_CLASSES = 25;

  /**
   * Classes of the beats of a strip, the largest first. The number of comparisons is proportional
   * to the number of beats.
   */
  static List<BeatClass> of(double[][] x, int[] detected) {
    List<Integer> left = new ArrayList<>();
    for (int peak : detected) {
      left.add(peak);
    }
    List<BeatClass> classes = new ArrayList<>();
    while (!left.isEmpty()) {
      List<Integer> members =
          classes.size() < MOST_CLASSES ? mates(x, left) : new ArrayList<>(List.of(left.remove(0)));
      double[][] template = template(x, members);
      for (int round = 0; round < 2; round++) {
        List<Integer> aligned = new ArrayList<>();
        for (int peak : members) {
          aligned.add(peak + lag(x, peak, template));
        }
        members = aligned;
        template = template(x, members);
      }
      int shift = peak(template) - PEAK;
      int[] peaks = members.stream().mapToInt(peak -> peak + shift).sorted().toArray();
      classes.add(new BeatClass(peaks, template(x, Arrays.stream(peaks).boxed().toList())));
    }
    classes.sort((a, b) -> Integer.compare(b.peaks.length, a.peaks.length));
    return classes;
  }

  /** Takes the beat with the most beats of its shape, and those, out of the list. */
  private static List<Integer> mates(double[][] x, List<Integer> left) {
    List<Integer> best = List.of();
    List<Integer> compared = evenly(left, COMPARED);
    int chosen = left.get(0);
    for (int seed : evenly(left, TRIES)) {
      List<Integer> mates = mates(x, compared, seed);
      if (mates.size() > best.size()) {
        best = mates;
        chosen = seed;
      }
      if (2 * best.size() > compared.size()) {
        break;
      }
    }
    if (compared.size() < left.size()) {
      best = mates(x, left, chosen);
    }
    left.removeAll(new HashSet<>(best));
    // Aligned by the seed so that the first median is sharp.
    double[][] template = template(x, best.subList(best.size() / 2, best.size() / 2 + 1));
    List<Integer> aligned = new ArrayList<>();
    for (int peak : best) {
      aligned.add(peak + lag(x, peak, template));
    }
    return aligned;
  }

  /** Those of some beats that have the shape of one. */
  private static List<Integer> mates(double[][] x, List<Integer> peaks, int seed) {
    double[][] template = template(x, List.of(seed));
    List<Integer> mates = new ArrayList<>();
    for (int peak : peaks) {
      int at = peak + lag(x, peak, template);
      if (peak == seed || correlation(x, at, template) > SAME_SHAPE) {
        mates.add(peak);
      }
    }
    return mates;
  }

  /** So many of them, or all if there are not more. */
  private static List<Integer> evenly(List<Integer> peaks, int count) {
    int chosen = Math.min(peaks.size(), count);
    List<Integer> evenly = new ArrayList<>();
    for (int i = 0; i < chosen; i++) {
      evenly.add(peaks.get((int) ((long) i * peaks.size() / chosen)));
    }
    return evenly;
  }

  private static int lag(double[][] x, int peak, double[][] template) {
    int best = 0;
    double highest = Double.NEGATIVE_INFINITY;
    for (int lag = -LARGEST_LAG; lag <= LARGEST_LAG; lag++) {
      double correlation = correlation(x, peak + lag, template);
      if (correlation > highest) {
        highest = correlation;
        best = lag;
      }
    }
    return best;
  }

  private static double correlation(double[][] x, int peak, double[][] template) {
    return Correlation.of(x, peak, template, PEAK, -QRS_BEFORE, QRS_AFTER);
  }

  /** Sample-wise median of the beats that reach there; its ends are held where none does. */
  static double[][] template(double[][] x, List<Integer> peaks) {
    double[][] template = new double[x.length][SAMPLES];
    double[] values = new double[peaks.size()];
    for (int lead = 0; lead < x.length; lead++) {
      for (int t = 0; t < SAMPLES; t++) {
        int count = 0;
        for (int peak : peaks) {
          int at = peak - PEAK + t;
          if (at >= 0 && at < x[lead].length) {
            values[count++] = x[lead][at];
          }
        }
        template[lead][t] =
            count == 0 ? Double.NaN : QrsDetector.median(Arrays.copyOf(values, count));
      }
      hold(template[lead]);
    }
    return template;
  }

  private static void hold(double[] values) {
    for (int t = PEAK; t >= 0; t--) {
      values[t] = Double.isNaN(values[t]) ? values[t + 1] : values[t];
    }
    for (int t = PEAK; t < values.length; t++) {
      values[t] = Double.isNaN(values[t]) ? values[t - 1] : values[t];
    }
  }

  /**
   * The largest deflection of all leads together near the middle of the complex, over a level that
   * a wide complex does not raise.
   */
  private static int peak(double[][] template) {
    double[] energy = new double[SAMPLES];
    for (double[] lead : template) {
      double level = QrsDetector.median(Arrays.copyOfRange(lead, PEAK - AROUND, PEAK + AROUND));
      for (int t = 0; t < SAMPLES; t++) {
        energy[t] += (lead[t] - level) * (lead[t] - level);
      }
    }
    int best = PEAK;
    for (int t = PEAK - QRS_BEFORE; t < PEAK + QRS_AFTER; t++) {
      best = energy[t] > energy[best] ? t : best;
    }
    return best;
  }
}
