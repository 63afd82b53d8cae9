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

  private static final int BITS = 48;
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
    sums = new double[scores.length][flips];
    double[] signs = new double[records];
    for (int flip = 0; flip < flips; flip++) {
      signs(flip, all, signs, draws);
      for (int method = 0; method < scores.length; method++) {
        double sum = 0;
        for (int record = 0; record < records; record++) {
          sum += signs[record] * scores[method][record];
        }
        sums[method][flip] = sum;
      }
    }
  }

  /** The first flip leaves everything as it is. */
  private static void signs(int flip, boolean all, double[] signs, Draws draws) {
    long bits = 0;
    for (int record = 0; record < signs.length; record++) {
      if (record % BITS == 0) {
        bits = all ? flip : flip == 0 ? 0 : (long) (draws.uniform(flip, record) * (1L << BITS));
      }
      signs[record] = (bits & 1) == 0 ? 1 : -1;
      bits >>= 1;
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
          enlarge(largest, sums[among[i]], sums[among[j]], squares);
        }
      }
    }
    Arrays.sort(largest);
    double critical = largest[(int) Math.ceil(confidence * largest.length) - 1];
    return critical == 0 ? 0 : PairedMean.tail(critical, records - 1.0);
  }

  private void enlarge(double[] largest, double[] ofOne, double[] ofOther, double squares) {
    int records = scores[0].length;
    for (int flip = 0; flip < largest.length; flip++) {
      double mean = Math.abs(ofOne[flip] - ofOther[flip]) / records;
      double variance = (squares / records - mean * mean) / (records - 1);
      // All signs alike before differences of one size: nothing varies.
      double t =
          variance > ROUNDING * squares ? mean / Math.sqrt(variance) : Double.POSITIVE_INFINITY;
      largest[flip] = Math.max(largest[flip], t);
    }
  }
}
