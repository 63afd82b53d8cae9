package org.ecglens.net.kernel;

import ai.djl.ndarray.NDArray;

/**
 * Which of nearly equal reference values is the largest. Behind a constant baseline the values of a
 * window are equal but for rounding, and rounding must not choose: those within 2e-7 of the
 * record's largest absolute value count as equal and the first wins. The input's own values are
 * compared exactly.
 */
final class ReferenceTies {
  static final double TOLERANCE = 2e-7;

  private ReferenceTies() {}

  /** How far apart equal values can be, per row: {@code [batch, 1, …]}. */
  static NDArray width(NDArray x, double tolerance) {
    int[] axes = new int[x.getShape().dimension() - 1];
    for (int i = 0; i < axes.length; i++) {
      axes[i] = i + 1;
    }
    return Arrays.max(x.abs(), axes, true).mul(tolerance);
  }
}
