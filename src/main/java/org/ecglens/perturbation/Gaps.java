package org.ecglens.perturbation;

import java.util.BitSet;

/** Straight lines across the points of a lead that are perturbed so far. */
final class Gaps {
  private Gaps() {}

  /**
   * Fills every gap that a step has made or made larger, from its left neighbour to its right one.
   * A gap at an end of the lead takes the value of its one neighbour, and one that is the whole
   * lead the lead's mean.
   *
   * @param sigma standard deviation of noise that is added to the line, in the signal's unit
   */
  static Operator.Perturber fill(Signal signal, double sigma) {
    return (points, from, to, state, noise) -> {
      BitSet perturbed = new BitSet(signal.size());
      for (int i = 0; i < to; i++) {
        perturbed.set(points[i]);
      }
      BitSet filled = new BitSet(signal.size());
      for (int i = from; i < to; i++) {
        if (!filled.get(points[i])) {
          int lead = signal.leadStart(points[i]);
          int start = Math.max(lead, perturbed.previousClearBit(points[i]) + 1);
          int end = Math.min(lead + signal.samples(), perturbed.nextClearBit(points[i]));
          fill(signal, lead, start, end, state);
          for (int point = start; sigma > 0 && point < end; point++) {
            state[point] = (float) (state[point] + sigma * noise.gaussian(point));
          }
          filled.set(start, end);
        }
      }
    };
  }

  private static void fill(Signal signal, int lead, int start, int end, float[] state) {
    int leadEnd = lead + signal.samples();
    boolean before = start > lead;
    boolean after = end < leadEnd;
    double left =
        before
            ? signal.values()[start - 1]
            : after ? signal.values()[end] : signal.mean(lead, leadEnd);
    double right = after ? signal.values()[end] : left;
    for (int point = start; point < end; point++) {
      state[point] = (float) (left + (right - left) * (point - start + 1) / (end - start + 1));
    }
  }
}
