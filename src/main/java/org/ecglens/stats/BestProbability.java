package org.ecglens.stats;

import java.util.stream.IntStream;
import org.ecglens.random.Draws;

/**
 * How often each method is the best, and among the best three, when records, operators and networks
 * are drawn again with replacement, each for itself (the product-weight bootstrap of Owen and
 * Eckles, Ann Appl Stat 2012;6(3):895–927). Noise draws lie within records and are drawn with them.
 * Ties count in equal parts.
 *
 * @param first by method, summing to 1
 * @param amongThree by method
 */
@SuppressWarnings("ArrayRecordComponent")
public record BestProbability(double[] first, double[] amongThree) {
  /** Number of resamples. */
  public static final int RESAMPLES = 2000;

  private static final int THREE = 3;

  /**
   * Resamples.
   *
   * @param scores {@code [operator][method][network][record]}, higher is better, finite
   */
  public static BestProbability of(double[][][][] scores, Draws draws) {
    int operators = scores.length;
    int methods = scores[0].length;
    int networks = scores[0][0].length;
    int records = scores[0][0][0].length;
    double[] first = new double[methods];
    double[] three = new double[methods];
    double[] values = new double[methods];
    for (int resample = 0; resample < RESAMPLES; resample++) {
      int[] ofOperator = counts(operators, draws, 3L * resample);
      int[] ofNetwork = counts(networks, draws, 3L * resample + 1);
      int[] ofRecord = counts(records, draws, 3L * resample + 2);
      for (int method = 0; method < methods; method++) {
        values[method] = 0;
        for (int operator = 0; operator < operators; operator++) {
          for (int network = 0; network < networks; network++) {
            int weight = ofOperator[operator] * ofNetwork[network];
            if (weight > 0) {
              values[method] += weight * sum(scores[operator][method][network], ofRecord);
            }
          }
        }
      }
      count(values, first, three);
    }
    for (int method = 0; method < methods; method++) {
      first[method] /= RESAMPLES;
      three[method] /= RESAMPLES;
    }
    return new BestProbability(first, three);
  }

  private static double sum(double[] scores, int[] weights) {
    double sum = 0;
    for (int record = 0; record < scores.length; record++) {
      sum += weights[record] * scores[record];
    }
    return sum;
  }

  private static int[] counts(int size, Draws draws, long draw) {
    int[] counts = new int[size];
    for (int i = 0; i < size; i++) {
      counts[draws.below(size, draw, i)]++;
    }
    return counts;
  }

  private static void count(double[] values, double[] first, double[] three) {
    for (int method = 0; method < values.length; method++) {
      double own = values[method];
      int above = (int) IntStream.range(0, values.length).filter(i -> values[i] > own).count();
      int same = (int) IntStream.range(0, values.length).filter(i -> values[i] == own).count();
      if (above == 0) {
        first[method] += 1.0 / same;
      }
      if (above < THREE) {
        three[method] += Math.min(1, (THREE - above) / (double) same);
      }
    }
  }
}
