package org.ecglens.stats;

import java.util.Arrays;
import org.ecglens.random.Draws;

/**
 * Fisher's randomisation test of paired scores (The Design of Experiments, 1935, §21): where two
 * methods are alike, the difference of each record may as well have the other sign. All pairs of
 * methods are tested with the same signs, so that the largest of several statistics has its joint
 * distribution. All signs are enumerated for up to {@value #ENUMERATED} records, else {@value
 * #FLIPS} are drawn; the signs as observed count among them.
 */
public final class SignFlips {
  /** Up to so many records p-values are exact. */
  public static final int ENUMERATED = 13;

  /** Number of draws beyond, besides the observed signs. */
  public static final int FLIPS = 4999;

  /** Signs of so many records are one byte: their sums are looked up. */
  private static final int GROUP = 8;

  private static final int BITS_OF_DRAW = 48;
  private static final double ROUNDING = 1e-12;

  private final double[][] scores;
  private final double[][] sums;

  /**
   * Flips signs.
   *
   * @param scores {@code [method][record]}, finite, at least two records
   */
  public SignFlips(double[][] scores, Draws draws) {
    this.scores = scores;
    int records = scores[0].length;
    boolean all = records <= ENUMERATED;
    int flips = all ? 1 << records : FLIPS + 1;
    byte[][] signs = signs(records, flips, all, draws);
    sums = new double[scores.length][flips];
    double[] ofGroup = new double[1 << GROUP];
    for (int method = 0; method < scores.length; method++) {
      for (int group = 0; group < signs.length; group++) {
        tabulate(scores[method], group * GROUP, ofGroup);
        for (int flip = 0; flip < flips; flip++) {
          sums[method][flip] += ofGroup[signs[group][flip] & 0xFF];
        }
      }
    }
  }

  /** Signs {@code [group of records][flip]}, a bit for each record; the first flip has none. */
  private static byte[][] signs(int records, int flips, boolean all, Draws draws) {
    byte[][] signs = new byte[(records + GROUP - 1) / GROUP][flips];
    for (int flip = 1; flip < flips; flip++) {
      long bits = flip;
      for (int group = 0; group < signs.length; group++) {
        int record = group * GROUP;
        if (!all && record % BITS_OF_DRAW == 0) {
          bits = (long) (draws.uniform(flip, record) * (1L << BITS_OF_DRAW));
        }
        signs[group][flip] = (byte) bits;
        bits >>= GROUP;
      }
    }
    return signs;
  }

  /** Sums of the scores from a record on, by the bits that turn their signs. */
  private static void tabulate(double[] scores, int from, double[] ofGroup) {
    for (int bits = 0; bits < ofGroup.length; bits++) {
      double sum = 0;
      for (int i = 0; i < GROUP && from + i < scores.length; i++) {
        sum += (bits >> i & 1) == 0 ? scores[from + i] : -scores[from + i];
      }
      ofGroup[bits] = sum;
    }
  }

  /** p of the mean of a method less that of another, for the one side: that it is larger. */
  public double pGreater(int method, int other) {
    double[] own = sums[method];
    double[] its = sums[other];
    // Sums of the same numbers with other signs in between differ by rounding.
    double least = own[0] - its[0] - ROUNDING * size(method, other);
    int asLarge = 0;
    for (int flip = 0; flip < own.length; flip++) {
      if (own[flip] - its[flip] >= least) {
        asLarge++;
      }
    }
    return (double) asLarge / own.length;
  }

  /** p of the mean of a method less that of another, for the one side: that it is smaller. */
  public double pLess(int method, int other) {
    return pGreater(/* method= */ other, /* other= */ method);
  }

  private double size(int method, int other) {
    double size = 0;
    for (int record = 0; record < scores[method].length; record++) {
      size += Math.abs(scores[method][record] - scores[other][record]);
    }
    return size;
  }

  /**
   * The one-sided level at which each of all comparisons among some methods may be made so that all
   * of them together keep a confidence: the tail of Student's distribution beyond the quantile of
   * the largest studentised difference.
   *
   * @param among at least two methods
   * @param confidence that no comparison rejects where all are alike, in (0, 1)
   * @return 0 where no difference is anything but 0
   */
  public double level(int[] among, double confidence) {
    int records = scores[0].length;
    double[] largest = new double[sums[0].length];
    for (int i = 0; i < among.length; i++) {
      for (int j = i + 1; j < among.length; j++) {
        double squares = 0;
        for (int record = 0; record < records; record++) {
          double difference = scores[among[i]][record] - scores[among[j]][record];
          squares += difference * difference;
        }
        if (squares > 0) {
          enlarge(largest, sums[among[i]], sums[among[j]], squares * records);
        }
      }
    }
    Arrays.sort(largest);
    // Student's t grows with the share of the squares that the mean has.
    double share = largest[(int) Math.ceil(confidence * largest.length) - 1];
    if (share == 0) {
      return 0;
    }
    // All signs alike before differences of one size: nothing varies.
    double t =
        share < 1 - ROUNDING
            ? Math.sqrt(share * (records - 1) / (1 - share))
            : Double.POSITIVE_INFINITY;
    return PairedMean.tail(t, records - 1.0);
  }

  private static void enlarge(
      double[] largest, double[] ofOne, double[] ofOther, double mostSquared) {
    double scale = 1 / mostSquared;
    for (int flip = 0; flip < largest.length; flip++) {
      double sum = ofOne[flip] - ofOther[flip];
      largest[flip] = Math.max(largest[flip], sum * sum * scale);
    }
  }
}
