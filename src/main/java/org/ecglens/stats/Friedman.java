package org.ecglens.stats;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Friedman's test of whether methods differ, by their ranks within blocks (Friedman, J Am Stat
 * Assoc 1937;32(200):675–701), with the correction for ties of Conover (Practical Nonparametric
 * Statistics, 3rd ed. 1999, §5.8) and the chi-square approximation with k − 1 degrees of freedom.
 *
 * @param meanRanks of each method, 1 the best, ties sharing their mean; empty for no blocks
 * @param statistic null where there is none
 * @param p probability of a larger statistic were all methods equal; null where there is none
 * @param reason why there is no statistic; null where there is one
 */
@SuppressWarnings("ArrayRecordComponent")
public record Friedman(double[] meanRanks, Double statistic, Double p, String reason) {
  static final String NONE = "no record has a score of every method";
  static final String SINGLE = "there is a single record or subject";

  /**
   * Ranks and tests.
   *
   * @param scores {@code [method][block]}, finite
   * @param higherIsBetter whether rank 1 is the largest score
   * @throws IllegalArgumentException if a score is NaN or infinite
   */
  public static Friedman of(double[][] scores, boolean higherIsBetter) {
    int methods = scores.length;
    int blocks = methods == 0 ? 0 : scores[0].length;
    if (blocks == 0) {
      return new Friedman(new double[0], null, null, NONE);
    }
    double[] sums = new double[methods];
    double ties = 0;
    double[] block = new double[methods];
    for (int b = 0; b < blocks; b++) {
      for (int method = 0; method < methods; method++) {
        double score = scores[method][b];
        if (!Double.isFinite(score)) {
          throw new IllegalArgumentException("a score is " + score);
        }
        block[method] = higherIsBetter ? -score : score;
      }
      ties += addRanks(block, sums);
    }
    double[] meanRanks = Arrays.stream(sums).map(sum -> sum / blocks).toArray();
    if (methods == 1) {
      return new Friedman(meanRanks, null, null, "there is one method");
    }
    if (blocks == 1) {
      return new Friedman(meanRanks, null, null, SINGLE);
    }
    double k = methods;
    double spread = blocks * k * (k + 1) - ties / (k - 1);
    if (spread <= 0) {
      return new Friedman(meanRanks, null, null, "all methods have the same score in every record");
    }
    double squares = 0;
    for (double sum : sums) {
      double deviation = sum - blocks * (k + 1) / 2;
      squares += deviation * deviation;
    }
    double statistic = 12 * squares / spread;
    return new Friedman(
        meanRanks,
        statistic,
        ChiSquaredDistribution.of(k - 1).survivalProbability(statistic),
        null);
  }

  /**
   * Adds the ranks of one block, 1 the smallest, to sums of ranks.
   *
   * @return Σ (t³ − t) over groups of t tied values
   */
  private static double addRanks(double[] block, double[] sums) {
    double ties = 0;
    // Few methods: counting is as quick as sorting, and needs no room.
    for (int i = 0; i < block.length; i++) {
      int smaller = 0;
      int equal = 0;
      for (double other : block) {
        if (other < block[i]) {
          smaller++;
        } else if (other == block[i]) {
          equal++;
        }
      }
      sums[i] += smaller + (equal + 1) / 2.0;
      // Each of the t members adds t² − 1.
      ties += (double) equal * equal - 1;
    }
    return ties;
  }
}
