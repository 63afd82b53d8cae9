package org.ecglens.attribution;

import java.util.Arrays;
import java.util.BitSet;

/** F(x) − F(x without a group), for one group of points at a time. */
final class Ablation {
  private Ablation() {}

  /**
   * The map of each record and target: at a point the mean over the groups that it is in, 0 where
   * it is in none.
   *
   * @param divide whether the points of a group share its value
   */
  static Attribution[][] of(ExplainableBatch batch, ReplacedGroups groups, boolean divide) {
    int[] rows = new int[batch.records()];
    Arrays.setAll(rows, groups::count);
    float[][] predictions = batch.predictions();
    float[][][] without =
        groups.predictions(
            rows,
            (record, row) -> {
              BitSet one = new BitSet();
              one.set(row);
              return one;
            });
    Attribution[][] attributions = new Attribution[rows.length][batch.targets().length];
    for (int record = 0; record < rows.length; record++) {
      for (int target = 0; target < attributions[record].length; target++) {
        float prediction = predictions[record][target];
        attributions[record][target] =
            new Attribution(
                map(
                    groups.groups(record),
                    without[record][target],
                    prediction,
                    divide,
                    batch.signal(record).length),
                prediction,
                null);
      }
    }
    return attributions;
  }

  private static float[] map(
      int[][] groups, float[] without, double prediction, boolean divide, int size) {
    double[] sums = new double[size];
    int[] counts = new int[size];
    for (int group = 0; group < groups.length; group++) {
      double change = prediction - without[group];
      for (int point : groups[group]) {
        sums[point] += divide ? change / groups[group].length : change;
        counts[point]++;
      }
    }
    float[] map = new float[size];
    for (int point = 0; point < size; point++) {
      map[point] = counts[point] == 0 ? 0 : (float) (sums[point] / counts[point]);
    }
    return map;
  }
}
