package org.ecglens.net.training;

import java.util.List;

/**
 * Records with their labels, read in any order. Implementations keep memory bounded where there are
 * many.
 */
public interface Examples {
  /** How many there are. */
  int count();

  /** Leads of a signal. */
  int leads();

  /** Samples in each lead. */
  int samples();

  /** Names of the targets, in the order of a network's outputs. */
  List<String> targets();

  /**
   * Reads examples.
   *
   * @param indexes which, from 0 on; the first {@code count} of the array
   * @param count how many
   * @param signals {@code [count][lead][sample]}, finite; null if only targets are wanted
   * @param targets {@code [count][target]}; NaN where a record has no such label
   */
  void read(int[] indexes, int count, float[] signals, float[] targets);
}
