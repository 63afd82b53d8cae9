package org.ecglens.attribution;

/** How a map of a layer is brought to the length of the input. */
public enum Interpolation {
  /** Between the centres of the layer's positions; constant beyond the outer ones. */
  LINEAR,
  /** The value at ⌊i · in / out⌋. */
  NEAREST;

  @Override
  public String toString() {
    return Domain.hyphenated(this);
  }

  /**
   * Stretches or shrinks a map.
   *
   * @param map {@code [row * columns + column]}
   * @return {@code [outRow * outColumns + outColumn]}
   */
  float[] resize(double[] map, int rows, int columns, int outRows, int outColumns) {
    float[] resized = new float[outRows * outColumns];
    for (int outRow = 0; outRow < outRows; outRow++) {
      double y = place(outRow, rows, outRows);
      int top = (int) y;
      int bottom = Math.min(top + 1, rows - 1);
      for (int outColumn = 0; outColumn < outColumns; outColumn++) {
        double x = place(outColumn, columns, outColumns);
        int left = (int) x;
        int right = Math.min(left + 1, columns - 1);
        double upper = mix(map[top * columns + left], map[top * columns + right], x - left);
        double lower = mix(map[bottom * columns + left], map[bottom * columns + right], x - left);
        resized[outRow * outColumns + outColumn] = (float) mix(upper, lower, y - top);
      }
    }
    return resized;
  }

  private double place(int index, int in, int out) {
    return this == NEAREST
        ? Math.floorDiv((long) index * in, (long) out)
        : Math.min(in - 1, Math.max(0, (index + 0.5) * in / out - 0.5));
  }

  private static double mix(double from, double to, double share) {
    return from + share * (to - from);
  }
}
