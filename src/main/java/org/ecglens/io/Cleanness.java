package org.ecglens.io;

import java.util.Arrays;
import org.ecglens.ecg.Ecg;

/** How clean a strip is, to choose one among several of one recording. */
final class Cleanness {
  private static final double DRIFT_S = 0.5;

  private Cleanness() {}

  /**
   * Mean over leads of noise and drift in proportion to the usual swing of the lead; a lead without
   * samples or without change counts more than any noise, and so does the share of missing samples.
   *
   * @return at least 0; less is cleaner
   */
  static double noise(Ecg ecg) {
    double sum = 0;
    for (int lead = 0; lead < ecg.leads().size(); lead++) {
      sum += noise(ecg, lead);
    }
    return sum / ecg.leads().size();
  }

  private static double noise(Ecg ecg, int lead) {
    int samples = ecg.samples();
    int window = (int) Math.max(2, DRIFT_S * ecg.sampleRateHz());
    double[] levels = new double[samples / window];
    double[] swings = new double[levels.length];
    double[] jitter = new double[levels.length];
    int valid = 0;
    for (int i = 0; i < levels.length; i++) {
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      double sum = 0;
      double rough = 0;
      int count = 0;
      for (int t = i * window; t < (i + 1) * window; t++) {
        double value = ecg.at(lead, t);
        if (Double.isNaN(value)) {
          continue;
        }
        low = Math.min(low, value);
        high = Math.max(high, value);
        sum += value;
        count++;
        if (t > 0 && t + 1 < samples) {
          double bend = ecg.at(lead, t - 1) - 2 * value + ecg.at(lead, t + 1);
          rough += Double.isNaN(bend) ? 0 : Math.abs(bend);
        }
      }
      valid += count;
      levels[i] = count == 0 ? 0 : sum / count;
      swings[i] = count == 0 ? 0 : high - low;
      jitter[i] = count == 0 ? 0 : rough / count;
    }
    double swing = median(swings);
    if (!(swing > 0)) {
      return 2;
    }
    Arrays.sort(levels);
    double drift = levels[levels.length - 1] - levels[0];
    // Samples of the quietest half: those between complexes.
    Arrays.sort(jitter);
    double missing = 1 - (double) valid / (levels.length * window);
    double noise = jitter[jitter.length / 4] / swing + 0.1 * drift / swing;
    return Math.min(1, noise) + missing;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
  }
}
