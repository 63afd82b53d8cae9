package org.ecglens.stats;

import java.util.Arrays;

/**
 * How much values differ between networks, from many methods together: a prior for each of them, as
 * variances of many genes are moderated in Smyth (Stat Appl Genet Mol Biol 2004;3(1):3). Of two
 * networks one difference has one degree of freedom, which would decide nothing or too much.
 *
 * @param meanSquare between networks, in the layout of {@link PairedMean}
 * @param df degrees of freedom that it counts for, 0 for nothing known
 */
public record NetworkSpread(double meanSquare, double df) {
  /** Nothing is known. */
  public static final NetworkSpread NONE = new NetworkSpread(0, 0);

  /** A prior that outweighs few networks and is outweighed by many. */
  private static final double MOST = 10;

  /**
   * Of the differences of all pairs of methods.
   *
   * @param scores {@code [method][network][record]}
   */
  public static NetworkSpread ofPairs(double[][][] scores) {
    if (scores[0].length == 1) {
      return NONE;
    }
    double[][] means = Arrays.stream(scores).map(NetworkSpread::means).toArray(double[][]::new);
    double sum = 0;
    int pairs = 0;
    for (int one = 0; one < scores.length; one++) {
      for (int other = one + 1; other < scores.length; other++) {
        sum += meanSquare(means[one], means[other], scores[one][0].length);
        pairs++;
      }
    }
    return of(sum, pairs, scores);
  }

  /**
   * Of the scores themselves.
   *
   * @param scores {@code [method][network][record]}
   */
  public static NetworkSpread ofScores(double[][][] scores) {
    if (scores[0].length == 1) {
      return NONE;
    }
    double sum = 0;
    for (double[][] method : scores) {
      sum += meanSquare(means(method), new double[method.length], method[0].length);
    }
    return of(sum, scores.length, scores);
  }

  private static NetworkSpread of(double sum, int count, double[][][] scores) {
    int networks = scores[0].length;
    return count == 0
        ? NONE
        : new NetworkSpread(sum / count, Math.min(MOST, (scores.length - 1.0) * (networks - 1)));
  }

  private static double[] means(double[][] ofNetworks) {
    double[] means = new double[ofNetworks.length];
    for (int network = 0; network < means.length; network++) {
      for (double value : ofNetworks[network]) {
        means[network] += value / ofNetworks[network].length;
      }
    }
    return means;
  }

  private static double meanSquare(double[] ones, double[] others, int records) {
    int networks = ones.length;
    double mean = 0;
    for (int network = 0; network < networks; network++) {
      mean += (ones[network] - others[network]) / networks;
    }
    double sum = 0;
    for (int network = 0; network < networks; network++) {
      double deviation = ones[network] - others[network] - mean;
      sum += deviation * deviation;
    }
    return sum * records / (networks - 1);
  }
}
