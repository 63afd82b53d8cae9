package org.ecglens.stats;

import java.util.Arrays;
import org.ecglens.random.Draws;

/**
 * Whether methods differ in the same way in all groups of records. Scores are taken relative to the
 * mean of all methods in the same record; what then differs between groups is the interaction of
 * method and group. Its sum of squares, over methods and groups Σ n_g·(mean of the group − mean of
 * all)², is compared with what it is when the groups' names are dealt out among the records anew
 * (Pitman, Suppl J R Stat Soc 1937;4(1):119–130). All ways of dealing are enumerated where they are
 * at most {@value #WAYS}, else so many are drawn; the observed one counts among them.
 *
 * @param p of the permutation test, in (0, 1]: whether groups are alike in the distribution of
 *     these relative scores
 * @param effect η², the share of the relative scores' sum of squares that lies between groups, in
 *     [0, 1]; even where groups are alike its mean is (groups − 1) / (records − 1). 0 where nothing
 *     varies
 */
public record GroupInteraction(double p, double effect) {
  /** Number of ways of dealing that are looked at, the observed one included. */
  public static final int WAYS = 5000;

  private static final double ROUNDING = 1e-12;

  /**
   * Tests.
   *
   * @param scores {@code [method][record]}, finite, at least two methods
   * @param groups group of each record, from 0 on; at least two groups, none of them empty
   */
  public static GroupInteraction of(double[][] scores, int[] groups, Draws draws) {
    double[][] relative = relative(scores);
    int[] sizes = new int[Arrays.stream(groups).max().orElseThrow() + 1];
    for (int group : groups) {
      sizes[group]++;
    }
    double total = 0;
    for (double[] record : relative) {
      for (double value : record) {
        total += value * value;
      }
    }
    if (total == 0) {
      return new GroupInteraction(1, 0);
    }
    double observed = between(relative, groups, sizes);
    // The same dealing summed in another order differs by rounding.
    double least = observed - ROUNDING * total;
    long asLarge = 0;
    long ways = 0;
    if (ways(sizes) <= WAYS) {
      int[] dealt = groups.clone();
      Arrays.sort(dealt);
      do {
        ways++;
        asLarge += between(relative, dealt, sizes) >= least ? 1 : 0;
      } while (next(dealt));
    } else {
      int[] dealt = new int[groups.length];
      asLarge = 1;
      for (ways = 1; ways < WAYS; ways++) {
        int[] order = draws.permutation(groups.length, ways);
        for (int record = 0; record < dealt.length; record++) {
          dealt[record] = groups[order[record]];
        }
        asLarge += between(relative, dealt, sizes) >= least ? 1 : 0;
      }
    }
    return new GroupInteraction((double) asLarge / ways, Math.min(1, observed / total));
  }

  /** {@code [record][method]}: less the mean of the record, then less that of the method. */
  private static double[][] relative(double[][] scores) {
    int records = scores[0].length;
    double[][] relative = new double[records][scores.length];
    double[] ofMethods = new double[scores.length];
    for (int record = 0; record < records; record++) {
      double mean = 0;
      for (double[] ofMethod : scores) {
        mean += ofMethod[record] / scores.length;
      }
      for (int method = 0; method < scores.length; method++) {
        relative[record][method] = scores[method][record] - mean;
        ofMethods[method] += relative[record][method] / records;
      }
    }
    for (double[] record : relative) {
      for (int method = 0; method < record.length; method++) {
        record[method] -= ofMethods[method];
      }
    }
    return relative;
  }

  private static double between(double[][] relative, int[] groups, int[] sizes) {
    double[][] sums = new double[sizes.length][relative[0].length];
    for (int record = 0; record < relative.length; record++) {
      double[] sum = sums[groups[record]];
      for (int method = 0; method < sum.length; method++) {
        sum[method] += relative[record][method];
      }
    }
    double between = 0;
    for (int group = 0; group < sizes.length; group++) {
      for (double sum : sums[group]) {
        between += sum * sum / sizes[group];
      }
    }
    return between;
  }

  /** Number of ways of dealing out the names, or more than {@value #WAYS}. */
  private static double ways(int[] sizes) {
    double ways = 1;
    int dealt = 0;
    for (int size : sizes) {
      for (int i = 1; i <= size; i++) {
        dealt++;
        ways = ways * dealt / i;
      }
    }
    return Math.rint(ways);
  }

  /** The next arrangement in lexicographic order; false after the last. */
  private static boolean next(int[] dealt) {
    int first = dealt.length - 2;
    while (first >= 0 && dealt[first] >= dealt[first + 1]) {
      first--;
    }
    if (first < 0) {
      return false;
    }
    int second = dealt.length - 1;
    while (dealt[second] <= dealt[first]) {
      second--;
    }
    swap(dealt, first, second);
    for (int low = first + 1, high = dealt.length - 1; low < high; low++, high--) {
      swap(dealt, low, high);
    }
    return true;
  }

  private static void swap(int[] values, int one, int other) {
    int value = values[one];
    values[one] = values[other];
    values[other] = value;
  }
}
