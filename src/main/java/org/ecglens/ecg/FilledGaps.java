package org.ecglens.ecg;

/**
 * A record whose short gaps are straight lines. A gap is a run of NaN in a lead between two valid
 * samples; what is missing at an end of the record stays missing.
 *
 * @param ecg the record; the same one if nothing was filled
 * @param count gaps that were filled
 * @param samples in these gaps
 * @param leads that had one
 */
public record FilledGaps(Ecg ecg, int count, int samples, int leads) {
  private static final double MS_PER_S = 1000;

  /**
   * Fills gaps.
   *
   * @param longestMs length of the longest gap that is filled, in ms
   */
  public static FilledGaps of(Ecg ecg, double longestMs) {
    int longest = (int) (longestMs * ecg.sampleRateHz() / MS_PER_S + 1e-9);
    float[] signal = null;
    int count = 0;
    int filled = 0;
    int leads = 0;
    for (int lead = 0; lead < ecg.leads().size(); lead++) {
      int before = count;
      int last = -1;
      for (int t = 0; t < ecg.samples(); t++) {
        if (Float.isNaN(ecg.at(lead, t))) {
          continue;
        }
        int gap = t - last - 1;
        if (last >= 0 && gap > 0 && gap <= longest) {
          signal = signal == null ? ecg.signal() : signal;
          fill(signal, lead * ecg.samples() + last, lead * ecg.samples() + t);
          count++;
          filled += gap;
        }
        last = t;
      }
      leads += count > before ? 1 : 0;
    }
    return new FilledGaps(signal == null ? ecg : ecg.withSignal(signal), count, filled, leads);
  }

  private static void fill(float[] signal, int from, int to) {
    double rise = ((double) signal[to] - signal[from]) / (to - from);
    for (int i = from + 1; i < to; i++) {
      signal[i] = (float) (signal[from] + rise * (i - from));
    }
  }
}
