package org.ecglens.stats;

/**
 * Where the variance of scores comes from: a random-effects layout of records, networks and
 * operators without replication, by the method of moments (Searle, Casella and McCulloch, Variance
 * Components, 1992, ch. 4). An estimate below 0 is given as 0. A factor of one level has no
 * variance: what it adds cannot be seen.
 *
 * @param record variance between records
 * @param network variance between networks; null for one network
 * @param operator variance between operators; null for one operator
 * @param rest interactions and noise draws
 */
public record VarianceComponents(double record, Double network, Double operator, double rest) {

  /**
   * Estimates.
   *
   * @param scores {@code [operator][network][record]}, finite, at least two records
   */
  public static VarianceComponents of(double[][][] scores) {
    int operators = scores.length;
    int networks = scores[0].length;
    int records = scores[0][0].length;
    double[] ofOperator = new double[operators];
    double[] ofNetwork = new double[networks];
    double[] ofRecord = new double[records];
    double size = (double) operators * networks * records;
    double mean = 0;
    for (int o = 0; o < operators; o++) {
      for (int m = 0; m < networks; m++) {
        for (int r = 0; r < records; r++) {
          double value = scores[o][m][r];
          mean += value / size;
          ofOperator[o] += value * operators / size;
          ofNetwork[m] += value * networks / size;
          ofRecord[r] += value * records / size;
        }
      }
    }
    double total = 0;
    for (double[][] ofOne : scores) {
      for (double[] row : ofOne) {
        total += squares(row, mean);
      }
    }
    double operatorSquares = squares(ofOperator, mean) * size / operators;
    double networkSquares = squares(ofNetwork, mean) * size / networks;
    double recordSquares = squares(ofRecord, mean) * size / records;
    double free = size - 1 - (operators - 1) - (networks - 1) - (records - 1);
    double rest = free == 0 ? 0 : (total - operatorSquares - networkSquares - recordSquares) / free;
    return new VarianceComponents(
        component(recordSquares, records, size, rest),
        networks == 1 ? null : (Double) component(networkSquares, networks, size, rest),
        operators == 1 ? null : (Double) component(operatorSquares, operators, size, rest),
        Math.max(0, rest));
  }

  private static double component(double squares, int levels, double size, double rest) {
    return Math.max(0, (squares / (levels - 1) - rest) * levels / size);
  }

  private static double squares(double[] values, double mean) {
    double sum = 0;
    for (double value : values) {
      sum += (value - mean) * (value - mean);
    }
    return sum;
  }
}
