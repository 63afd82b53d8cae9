package org.ecglens.graph;

import java.io.Serializable;
import java.util.List;

/**
 * Shape of a value for a batch of records. A batch of B records gives an array {@code [B * rows,
 * dims...]}.
 *
 * @param rows how many leading rows one record takes: 1 except in networks that fold an axis into
 *     the batch (for example one encoder that is run on every lead)
 * @param dims lengths of axes 1, 2, …; the batch axis is not among them
 */
public record Shape(int rows, List<Integer> dims) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Copies and checks the lengths. */
  public Shape {
    dims = List.copyOf(dims);
    if (rows < 1) {
      throw new IllegalArgumentException("rows is " + rows + ", must be at least 1");
    }
    for (int dim : dims) {
      if (dim < 1) {
        throw new IllegalArgumentException("axis lengths must be at least 1: " + dims);
      }
    }
  }

  /** A shape whose batch axis counts records. */
  public static Shape of(Integer... dims) {
    return new Shape(1, List.of(dims));
  }

  /** A shape whose batch axis counts records. */
  public static Shape of(List<Integer> dims) {
    return new Shape(1, dims);
  }

  /** Number of axes, the batch axis included. */
  public int rank() {
    return dims.size() + 1;
  }

  /** Length of an axis other than the batch axis; axis 1 is {@code dims.get(0)}. */
  public int dim(int axis) {
    return dims.get(axis - 1);
  }

  /** Number of values per record. */
  public long size() {
    long size = rows;
    for (int dim : dims) {
      size = Math.multiplyExact(size, dim);
    }
    return size;
  }
}
