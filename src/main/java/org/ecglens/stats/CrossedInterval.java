package org.ecglens.stats;

import org.apache.commons.math3.distribution.TDistribution;

/**
 * 95 % interval of the mean of a table whose rows and columns are both samples, such as records and
 * draws of a network's weights: what another sample of either would change is in it. The variance
 * of the mean is taken as the sum of that of the means of the rows and that of the means of the
 * columns, each divided by their number, which counts the interaction twice and so errs on the wide
 * side (Owen, Ann Appl Stat 2007;1(2):386–411). The quantile is the mean of Student's for rows and
 * for columns, weighted by their variances (Cochran and Cox, Experimental Designs, 2nd ed. 1957,
 * §4.14), which errs on the same side, where Satterthwaite's degrees of freedom are too many for
 * few columns.
 */
public final class CrossedInterval {
  private static final double HIGH = 0.975;

  private CrossedInterval() {}

  /**
   * The interval.
   *
   * @param mean of the table
   * @param rowSd standard deviation of the means of the rows, with n − 1
   * @param rows at least 2
   * @param columnSd standard deviation of the means of the columns, with n − 1
   * @param columns at least 2
   * @throws IllegalArgumentException if there are fewer rows or columns
   */
  public static MeanInterval of(
      double mean, double rowSd, long rows, double columnSd, long columns) {
    if (rows < 2 || columns < 2) {
      throw new IllegalArgumentException(rows + " rows and " + columns + " columns");
    }
    double ofRows = rowSd * rowSd / rows;
    double ofColumns = columnSd * columnSd / columns;
    double variance = ofRows + ofColumns;
    if (variance == 0) {
      return new MeanInterval(mean, mean);
    }
    double quantile = (ofRows * student(rows) + ofColumns * student(columns)) / variance;
    double margin = quantile * Math.sqrt(variance);
    return new MeanInterval(mean - margin, mean + margin);
  }

  private static double student(long count) {
    return new TDistribution(null, count - 1).inverseCumulativeProbability(HIGH);
  }
}
