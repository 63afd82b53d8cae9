package org.ecglens.stats;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Holm's adjustment of the p-values of a family of tests (Scand J Stat 1979;6(2):65–70). */
public final class Holm {
  private Holm() {}

  /**
   * The smallest levels at which each hypothesis would be rejected, the chance of any false
   * rejection among all of them being kept.
   *
   * @param ps p-values in [0, 1]; null where there was no test, which counts for nothing
   * @return in the same order, each at least as large as its p-value; null where that is
   */
  public static List<Double> adjusted(List<Double> ps) {
    List<Integer> order =
        new ArrayList<>(
            IntStream.range(0, ps.size()).filter(i -> ps.get(i) != null).boxed().toList());
    order.sort(Comparator.comparing(ps::get));
    List<Double> adjusted = new ArrayList<>(Collections.nCopies(ps.size(), null));
    double largest = 0;
    for (int i = 0; i < order.size(); i++) {
      largest = Math.max(largest, Math.min(1, (order.size() - i) * ps.get(order.get(i))));
      adjusted.set(order.get(i), largest);
    }
    return adjusted;
  }
}
