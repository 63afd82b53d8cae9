package org.ecglens.io.array;

import java.io.IOException;

/** Numbers of two or three dimensions, read a few rows at a time. */
public interface NumberArray {
  /** Lengths of the dimensions in the order in which the source's own tools show them. */
  int[] dimensions();

  /**
   * Whether the first dimension is the fastest in memory (Fortran, MATLAB) and not the last (C). A
   * row is an entry of the slowest dimension.
   */
  default boolean isFirstFastest() {
    return false;
  }

  /**
   * Whether recordings may be the last dimension, too, where nothing says it, as in MATLAB, and not
   * the first only.
   */
  default boolean mayEndWithRecords() {
    return false;
  }

  /** How many rows are stored in one piece, at least 1. */
  default int rowsTogether() {
    return 1;
  }

  /**
   * Rows, as they lie in memory.
   *
   * @param from the first
   * @param to behind the last
   * @throws org.ecglens.error.UserException if they are not in the file
   * @throws IOException if the storage fails
   */
  float[] read(int from, int to) throws IOException;
}
