package org.ecglens.attribution;

import java.util.Arrays;
import java.util.BitSet;
import org.ecglens.net.Network;

/**
 * The records of a batch with some of their groups of points replaced, row by row: what their
 * network says of them. Only predictions are kept, so memory does not grow with rows × points.
 */
final class ReplacedGroups {

  /** Says which groups are replaced. */
  @FunctionalInterface
  interface Choice {
    /** The groups that are replaced in a row of a record. */
    BitSet replaced(int record, int row);
  }

  /** Looks at a row. */
  @FunctionalInterface
  interface Look {
    /**
     * Is told of each row once.
     *
     * @param values {@code [lead * samples + sample]}; valid until the next row
     */
    void look(int record, int row, float[] values);
  }

  private final ExplainableBatch batch;
  private final int[][][] groups;
  private final Replacement replacement;

  /**
   * Groups of points of each record.
   *
   * @param groups {@code [record][group]}: points
   */
  ReplacedGroups(ExplainableBatch batch, int[][][] groups, Replacement replacement) {
    this.batch = batch;
    this.groups = groups;
    this.replacement = replacement;
  }

  /** The groups that a segmentation makes of the records. */
  static ReplacedGroups of(
      ExplainableBatch batch, Segmentation segmentation, Replacement replacement) {
    int[][][] groups = new int[batch.records()][][];
    for (int record = 0; record < groups.length; record++) {
      groups[record] = segmentation.groups(batch, record);
    }
    return new ReplacedGroups(batch, groups, replacement);
  }

  /** Number of groups of a record. */
  int count(int record) {
    return groups[record].length;
  }

  /** The points of the groups of a record. */
  int[][] groups(int record) {
    return groups[record];
  }

  /**
   * Predictions of changed records.
   *
   * @param rows of each record
   * @return {@code [record][target][row]}
   */
  float[][][] predictions(int[] rows, Choice choice) {
    return predictions(rows, choice, (record, row, values) -> {});
  }

  /** The same, looking at each row. */
  float[][][] predictions(int[] rows, Choice choice, Look look) {
    int[] ends = rows.clone();
    for (int record = 1; record < ends.length; record++) {
      ends[record] = Math.addExact(ends[record], ends[record - 1]);
    }
    int[] targets = batch.targets();
    float[][][] predictions = new float[rows.length][targets.length][];
    for (int record = 0; record < rows.length; record++) {
      for (int target = 0; target < targets.length; target++) {
        predictions[record][target] = new float[rows[record]];
      }
    }
    Rows source = new Rows(ends, choice, look);
    batch
        .network()
        .predict(
            rows.length == 0 ? 0 : ends[rows.length - 1],
            source,
            (row, outputs) -> {
              int record = record(ends, row);
              int own = row - start(ends, record);
              for (int target = 0; target < targets.length; target++) {
                predictions[record][target][own] = outputs[targets[target]];
              }
            });
    return predictions;
  }

  /**
   * A map that gives all points of a group the group's value.
   *
   * @param values of the groups
   * @param divide whether the points share the value instead, so that the map's sum is theirs
   */
  float[] map(int record, double[] values, boolean divide) {
    float[] map = new float[batch.signal(record).length];
    for (int group = 0; group < values.length; group++) {
      int[] points = groups[record][group];
      for (int point : points) {
        map[point] = (float) (divide ? values[group] / points.length : values[group]);
      }
    }
    return map;
  }

  private static int start(int[] ends, int record) {
    return record == 0 ? 0 : ends[record - 1];
  }

  private static int record(int[] ends, int row) {
    int found = Arrays.binarySearch(ends, row);
    // A record whose rows end here; records without rows end there too.
    int record = found < 0 ? -found - 1 : found;
    while (ends[record] <= row) {
      record++;
    }
    return record;
  }

  /** Writes rows in their order. */
  private final class Rows implements Network.RowSource {
    private final int[] ends;
    private final Choice choice;
    private final Look look;
    private final float[] values = new float[batch.leads() * batch.samples()];
    private final int[] points = new int[values.length];
    private Replacement.Replacer replacer;
    private int prepared = -1;

    Rows(int[] ends, Choice choice, Look look) {
      this.ends = ends;
      this.choice = choice;
      this.look = look;
    }

    @Override
    public void write(int row, float[] target, int offset) {
      int record = record(ends, row);
      int own = row - start(ends, record);
      if (record != prepared) {
        replacer = replacement.on(batch, record);
        prepared = record;
      }
      System.arraycopy(batch.signal(record), 0, values, 0, values.length);
      BitSet chosen = choice.replaced(record, own);
      int count = 0;
      for (int group = chosen.nextSetBit(0); group >= 0; group = chosen.nextSetBit(group + 1)) {
        int[] some = groups[record][group];
        System.arraycopy(some, 0, points, count, some.length);
        count += some.length;
      }
      replacer.replace(points, count, values);
      look.look(record, own, values);
      System.arraycopy(values, 0, target, offset, values.length);
    }
  }
}
