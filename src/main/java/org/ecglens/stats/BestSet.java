package org.ecglens.stats;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The methods that may be the best, with a confidence: the model confidence set of Hansen, Lunde
 * and Nason (Econometrica 2011;79(2):453–497). All methods are compared with each other; those that
 * another one is surely better than are left out, and the rest compared again, until none is left
 * out. All methods that are truly the best, one or several, stay with the confidence; so no more
 * than 1 − confidence of studies call any of them worse.
 *
 * @param in by method, whether it may be the best
 * @param p by method, the smallest one-sided p of its comparisons in the round that left it out, or
 *     in the last
 * @param by by method, the other with that p
 * @param level by method, the level below which p had to be
 */
@SuppressWarnings("ArrayRecordComponent")
public record BestSet(boolean[] in, double[] p, int[] by, double[] level) {
  /** Level and p are computed by different sums. */
  private static final double ROUNDING = 1e-9;

  /**
   * Compares.
   *
   * @param scores {@code [method][network][record]}, higher is better, finite
   * @param level one-sided level of each comparison among some methods; see {@link SignFlips#level}
   */
  public static BestSet of(double[][][] scores, ToDoubleFunction<int[]> level) {
    int methods = scores.length;
    NetworkSpread spread = NetworkSpread.ofPairs(scores);
    double[][] greater = new double[methods][methods];
    for (int one = 0; one < methods; one++) {
      for (int other = one + 1; other < methods; other++) {
        PairedMean difference = PairedMean.of(difference(scores[one], scores[other]), spread);
        greater[one][other] = difference.pGreater();
        greater[other][one] = difference.pLess();
      }
    }
    BestSet set =
        new BestSet(
            new boolean[methods], new double[methods], new int[methods], new double[methods]);
    Arrays.fill(set.in, true);
    Arrays.fill(set.p, 1);
    Arrays.fill(set.level, 0);
    boolean all = false;
    while (!all && set.size() > 1) {
      int[] among = IntStream.range(0, methods).filter(method -> set.in[method]).toArray();
      double below = level.applyAsDouble(among);
      all = true;
      for (int method : among) {
        set.p[method] = 1;
        set.level[method] = below;
        for (int other : among) {
          if (other != method && greater[other][method] <= set.p[method]) {
            set.p[method] = greater[other][method];
            set.by[method] = other;
          }
        }
        if (set.p[method] < below * (1 - ROUNDING)) {
          set.in[method] = false;
          all = false;
        }
      }
    }
    return set;
  }

  /** The one less the other, {@code [network][record]}. */
  public static double[][] difference(double[][] one, double[][] other) {
    double[][] difference = new double[one.length][one[0].length];
    for (int network = 0; network < one.length; network++) {
      for (int record = 0; record < one[network].length; record++) {
        difference[network][record] = one[network][record] - other[network][record];
      }
    }
    return difference;
  }

  /** Number of methods that may be the best. */
  public int size() {
    int size = 0;
    for (boolean may : in) {
      size += may ? 1 : 0;
    }
    return size;
  }
}
