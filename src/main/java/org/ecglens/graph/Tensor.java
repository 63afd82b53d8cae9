package org.ecglens.graph;

import java.io.Serializable;
import java.util.List;

/** Immutable constant of a network: float32 values in row-major order. */
public final class Tensor implements Serializable {
  private static final long serialVersionUID = 1L;

  private final float[] values;
  private final List<Integer> dims;

  private Tensor(float[] values, List<Integer> dims) {
    this.values = values;
    this.dims = List.copyOf(dims);
    long size = 1;
    for (int dim : this.dims) {
      size = Math.multiplyExact(size, dim);
    }
    if (size != values.length) {
      throw new IllegalArgumentException(values.length + " values do not fill " + this.dims);
    }
  }

  /** A tensor of the given axis lengths; no lengths make a scalar. The values are copied. */
  public static Tensor of(float[] values, Integer... dims) {
    return new Tensor(values.clone(), List.of(dims));
  }

  /** A tensor of the given axis lengths; no lengths make a scalar. The values are copied. */
  public static Tensor of(float[] values, List<Integer> dims) {
    return new Tensor(values.clone(), dims);
  }

  /** A tensor without axes. */
  public static Tensor scalar(double value) {
    return new Tensor(new float[] {(float) value}, List.of());
  }

  /** Axis lengths; empty for a scalar. */
  public List<Integer> dims() {
    return dims;
  }

  /** Length of one axis. */
  public int dim(int axis) {
    return dims.get(axis);
  }

  /** Number of values. */
  public int size() {
    return values.length;
  }

  /** The value at a row-major position. */
  public float get(int position) {
    return values[position];
  }

  /** A copy of the values in row-major order. */
  public float[] toArray() {
    return values.clone();
  }

  @Override
  public String toString() {
    return "Tensor" + dims;
  }
}
