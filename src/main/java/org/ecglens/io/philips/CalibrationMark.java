package org.ecglens.io.philips;

import java.util.Collection;

/**
 * The pulse of 1 mV that devices append to each channel, between zeros: it is no heart's, and as
 * large as a QRS complex.
 */
final class CalibrationMark {
  private static final double MICROVOLTS = 1000;
  private static final double TOLERANCE = 0.02;

  /** The shortest pulse that is taken for one, and the last part of a record that it is in, s. */
  private static final double SHORTEST = 0.1;

  private static final double WITHIN = 1.5;

  private CalibrationMark() {}

  /**
   * Where the recording ends: at the zeros before the pulse, or at its end if there is no pulse.
   *
   * @param channels as stored, before limb leads are restored; equally long, at least one
   * @param microvolts one step
   */
  static int start(Collection<int[]> channels, double rateHz, double microvolts) {
    int samples = channels.iterator().next().length;
    int first = Math.max(0, samples - (int) (WITHIN * rateHz));
    int shortest = (int) Math.ceil(SHORTEST * rateHz);
    int run = 0;
    for (int t = samples - 1; t >= first; t--) {
      if (areAll(channels, t, MICROVOLTS, TOLERANCE * MICROVOLTS, microvolts)) {
        run++;
      } else if (run >= shortest) {
        int start = t + 1;
        while (start > first && areAll(channels, start - 1, 0, microvolts, microvolts)) {
          start--;
        }
        return start;
      } else {
        run = 0;
      }
    }
    return samples;
  }

  private static boolean areAll(
      Collection<int[]> channels, int t, double level, double tolerance, double microvolts) {
    return channels.stream()
        .allMatch(channel -> Math.abs(channel[t] * microvolts - level) <= tolerance);
  }
}
