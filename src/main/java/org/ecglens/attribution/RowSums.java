package org.ecglens.attribution;

/**
 * Sums over the rows of each record and target. A sum exists only from its first row to its last,
 * so memory does not grow with the batch.
 */
final class RowSums {

  /** Takes a complete sum. */
  @FunctionalInterface
  interface Complete {
    void accept(int record, int target, double[] sum);
  }

  private final int rows;
  private final int points;
  private final double[][][] sums;
  private final int[][] counts;
  private final Complete complete;

  /**
   * Sums of nothing yet, one for each point.
   *
   * @param rows of each record
   */
  RowSums(ExplainableBatch batch, int rows, Complete complete) {
    this(batch, rows, 1, complete);
  }

  /**
   * Sums of nothing yet.
   *
   * @param rows of each record
   * @param kinds sums of each point; those of a kind follow each other
   */
  RowSums(ExplainableBatch batch, int rows, int kinds, Complete complete) {
    this.rows = rows;
    this.points = Math.multiplyExact(kinds, batch.leads() * batch.samples());
    this.sums = new double[batch.records()][batch.targets().length][];
    this.counts = new int[batch.records()][batch.targets().length];
    this.complete = complete;
  }

  /**
   * Sums of nothing yet, whose means become attributions.
   *
   * @param rows of each record
   * @param attributions {@code [record][target]}, to be filled
   */
  static RowSums ofMeans(ExplainableBatch batch, int rows, Attribution[][] attributions) {
    float[][] predictions = batch.predictions();
    return new RowSums(
        batch,
        rows,
        (record, target, sum) -> {
          float[] values = new float[sum.length];
          for (int i = 0; i < values.length; i++) {
            values[i] = (float) (sum[i] / rows);
          }
          attributions[record][target] = new Attribution(values, predictions[record][target], null);
        });
  }

  /** The sum that a row is to be added to; {@link #added} must follow. */
  double[] of(int record, int target) {
    if (sums[record][target] == null) {
      sums[record][target] = new double[points];
    }
    return sums[record][target];
  }

  /** Says that a row was added. */
  void added(int record, int target) {
    counts[record][target]++;
    if (counts[record][target] == rows) {
      complete.accept(record, target, sums[record][target]);
      sums[record][target] = null;
    }
  }
}
