package org.ecglens.measure;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes out the spikes of pacemakers: a jump out of a quiet line that turns back within a few
 * samples, in several leads at once. Left in, they would be taken for the onset of QRS.
 */
final class PacingSpikes {
  private static final double SMALLEST_UV = 60;
  private static final double QUIET = 0.2;
  private static final double RETURN = 0.4;
  private static final int BEFORE = 5;
  private static final int WIDTH = 5;
  private static final int REPLACED = 9;
  private static final int LEADS = 3;

  private PacingSpikes() {}

  /**
   * Replaces them by straight lines.
   *
   * @param x {@code [lead * samples + sample]} at {@link RhythmStrip#RATE_HZ}, changed in place
   * @return where they end, ascending
   */
  static int[] remove(double[] x, int leads) {
    int samples = x.length / leads;
    List<Integer> ends = new ArrayList<>();
    int needed = Math.min(LEADS, leads);
    for (int t = BEFORE + 2; t < samples - REPLACED - 1; t++) {
      int found = 0;
      for (int lead = 0; lead < leads && found < needed; lead++) {
        found += isSpike(x, lead * samples + t) ? 1 : 0;
      }
      if (found == needed) {
        for (int lead = 0; lead < leads; lead++) {
          int from = lead * samples + t - 2;
          int to = lead * samples + t + REPLACED;
          for (int i = from + 1; i < to; i++) {
            x[i] = x[from] + (double) (i - from) / (to - from) * (x[to] - x[from]);
          }
        }
        t += REPLACED;
        ends.add(t);
      }
    }
    return ends.stream().mapToInt(Integer::intValue).toArray();
  }

  private static boolean isSpike(double[] x, int at) {
    double level = x[at - 2];
    double jump = x[at] - level;
    double size = Math.abs(jump);
    if (size < SMALLEST_UV) {
      return false;
    }
    for (int i = 1; i <= BEFORE; i++) {
      if (Math.abs(x[at - 1 - i] - level) > QUIET * size) {
        return false;
      }
    }
    double most = jump;
    double back = 0;
    for (int i = 1; i <= WIDTH; i++) {
      double value = x[at + i] - level;
      most = Math.abs(value) > Math.abs(most) ? value : most;
      back = Math.max(back, Math.signum(most) * (most - value));
    }
    return back > RETURN * Math.abs(most);
  }
}
