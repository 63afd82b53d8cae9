package org.ecglens.attribution;

import org.ecglens.net.Network;
import org.ecglens.net.kernel.BackwardRule;

/**
 * Some records before one network, with the backward passes that several methods share computed
 * once.
 *
 * <p>All arrays are lead-major and belong to the batch: read, never write.
 */
public interface ExplainableBatch {
  /** The network. */
  Network network();

  /** Number of records. */
  int records();

  /** Identifies the record in random draws. */
  String recordId(int record);

  /** {@code [lead * samples + sample]}. */
  float[] signal(int record);

  /** What is known of a record beside its samples. */
  RecordContext context(int record);

  /** Leads in a record. */
  int leads();

  /** Samples in a lead. */
  int samples();

  /** Output indexes that are explained. */
  int[] targets();

  /** Name of the network in random draws and tables. */
  String model();

  /** Seed of the run. */
  long seed();

  /** F(x) as {@code [record][target]}. */
  float[][] predictions();

  /**
   * Backward pass of the records themselves as {@code [record][target][point]}; computed once per
   * rule.
   */
  float[][][] gradient(BackwardRule rule);

  /**
   * Says that rows of a gradient pass serve all records alike, as a common reference does: they are
   * no record's cost, which would else depend on how many records happen to be explained together.
   */
  void common(int rows);
}
