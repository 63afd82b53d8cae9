package org.ecglens.io.wfdb;

import java.util.Arrays;

/** Digital values of several signals as they stand in signal files. */
final class Samples {
  /** No format stores it as a valid sample: the 32-bit format has it for the same purpose. */
  static final int INVALID = Integer.MIN_VALUE;

  private final int frames;
  private final int[][] values;
  private final long[] sums;

  /**
   * Takes the arrays as they are: they are large.
   *
   * @param frames of every signal
   * @param values {@code [signal][frame * samplesPerFrame + sample]}, {@link #INVALID} where the
   *     file says so
   * @param sums of the stored numbers of each signal, for its checksum
   */
  Samples(int frames, int[][] values, long[] sums) {
    this.frames = frames;
    this.values = values;
    this.sums = sums;
  }

  /** Invalid samples only. */
  static int[] invalid(int count) {
    int[] values = new int[count];
    Arrays.fill(values, INVALID);
    return values;
  }

  /** Frames of every signal. */
  int frames() {
    return frames;
  }

  /** The samples of one signal, not a copy. */
  int[] signal(int index) {
    return values[index];
  }

  /** Sum of the stored numbers of one signal. */
  long sum(int index) {
    return sums[index];
  }
}
