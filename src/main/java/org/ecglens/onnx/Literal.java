package org.ecglens.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ecglens.graph.Shape;
import org.ecglens.graph.Tensor;

/** Values that no record changes, while canonical operations are worked out on them. */
final class Literal {
  private final int[] dims;
  private final double[] values;

  /**
   * Values; the arrays are given away.
   *
   * @param dims axis lengths as the file counts them; the first are the rows
   * @param values in row-major order
   */
  Literal(int[] dims, double[] values) {
    this.dims = dims;
    this.values = values;
  }

  /** Axis lengths, not to be changed. */
  int[] dims() {
    return dims;
  }

  /** Values in row-major order, not to be changed. */
  double[] values() {
    return values;
  }

  static Literal of(Constant constant) {
    int[] dims = constant.rank() == 0 ? new int[] {1} : Broadcast.ints(constant);
    return new Literal(dims, constant.reals());
  }

  /** One row of a tensor's values. */
  static Literal row(Tensor tensor) {
    return filled(lengths(1, tensor.dims()), tensor);
  }

  /** The values of a tensor, with axes of length 1 in front. */
  static Literal beside(Tensor tensor, int axes) {
    int[] dims = new int[Math.max(axes, tensor.dims().size())];
    Arrays.fill(dims, 1);
    for (int i = 1; i <= tensor.dims().size(); i++) {
      dims[dims.length - i] = tensor.dim(tensor.dims().size() - i);
    }
    return filled(dims, tensor);
  }

  private static Literal filled(int[] dims, Tensor tensor) {
    double[] values = new double[tensor.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = tensor.get(i);
    }
    return new Literal(dims, values);
  }

  static int[] lengths(Shape shape) {
    return lengths(shape.rows(), shape.dims());
  }

  private static int[] lengths(int rows, List<Integer> dims) {
    int[] lengths = new int[dims.size() + 1];
    lengths[0] = rows;
    for (int i = 1; i < lengths.length; i++) {
      lengths[i] = dims.get(i - 1);
    }
    return lengths;
  }

  Shape shape() {
    return new Shape(dims[0], Broadcast.list(dims).subList(1, dims.length));
  }

  /** The same values in another shape of as many. */
  Literal reshaped(int[] lengths) {
    return new Literal(lengths, values);
  }

  /** Axis lengths with another one, for a result of its own. */
  int[] with(int axis, int length) {
    int[] lengths = dims.clone();
    lengths[axis] = length;
    return lengths;
  }

  /** Elements after each other along an axis lie this far apart. */
  int stride(int axis) {
    int stride = 1;
    for (int i = axis + 1; i < dims.length; i++) {
      stride *= dims[i];
    }
    return stride;
  }

  /** Values in the shape that they broadcast to. */
  double[] spread(int[] to) {
    int[] steps = Broadcast.stretched(dims, to);
    int[] strides = Broadcast.strides(to);
    double[] spread = new double[(int) Broadcast.size(to)];
    for (int i = 0; i < spread.length; i++) {
      int from = 0;
      for (int axis = 0; axis < to.length; axis++) {
        from += i / strides[axis] % to[axis] * steps[axis];
      }
      spread[i] = values[from];
    }
    return spread;
  }

  /** Elements of an axis in another order or number. */
  Literal taken(int axis, List<Integer> positions) {
    int[] lengths = with(axis, positions.size());
    int inner = stride(axis);
    double[] taken = new double[(int) Broadcast.size(lengths)];
    for (int i = 0; i < taken.length; i++) {
      int outer = i / (inner * positions.size());
      int at = positions.get(i / inner % positions.size());
      taken[i] = values[(outer * dims[axis] + at) * inner + i % inner];
    }
    return new Literal(lengths, taken);
  }

  /** Literals one after the other along an axis. */
  static Literal joined(List<Literal> parts, int axis) {
    int total = parts.stream().mapToInt(part -> part.dims()[axis]).sum();
    Literal first = parts.get(0);
    int[] lengths = first.with(axis, total);
    double[] joined = new double[(int) Broadcast.size(lengths)];
    int at = 0;
    for (int outer = 0; at < joined.length; outer++) {
      for (Literal part : parts) {
        int block = part.dims()[axis] * part.stride(axis);
        System.arraycopy(part.values(), outer * block, joined, at, block);
        at += block;
      }
    }
    return new Literal(lengths, joined);
  }

  /** The axes in another order. */
  Literal transposed(List<Integer> permutation) {
    int[] strides = Broadcast.strides(dims);
    int[] lengths = new int[dims.length];
    int[] steps = new int[dims.length];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = dims[permutation.get(i)];
      steps[i] = strides[permutation.get(i)];
    }
    int[] walk = Broadcast.strides(lengths);
    double[] moved = new double[values.length];
    for (int i = 0; i < moved.length; i++) {
      int from = 0;
      for (int axis = 0; axis < lengths.length; axis++) {
        from += i / walk[axis] % lengths[axis] * steps[axis];
      }
      moved[i] = values[from];
    }
    return new Literal(lengths, moved);
  }

  /** A number around axes 1, 2, …. */
  Literal padded(List<Integer> before, List<Integer> after, double value) {
    int[] lengths = dims.clone();
    for (int axis = 1; axis < dims.length; axis++) {
      lengths[axis] += before.get(axis - 1) + after.get(axis - 1);
    }
    int[] strides = Broadcast.strides(dims);
    int[] walk = Broadcast.strides(lengths);
    double[] padded = new double[(int) Broadcast.size(lengths)];
    for (int i = 0; i < padded.length; i++) {
      int from = 0;
      boolean inside = true;
      for (int axis = 0; axis < lengths.length; axis++) {
        int at = i / walk[axis] % lengths[axis] - (axis == 0 ? 0 : before.get(axis - 1));
        inside &= at >= 0 && at < dims[axis];
        from += at * strides[axis];
      }
      padded[i] = inside ? values[from] : value;
    }
    return new Literal(lengths, padded);
  }

  /** Positions of the elements that a reduction over axes makes one of, one list per result. */
  List<int[]> groups(List<Integer> axes) {
    int[] kept = dims.clone();
    axes.forEach(axis -> kept[axis] = 1);
    int[] to = Broadcast.stretched(kept, dims);
    int[] strides = Broadcast.strides(dims);
    int count = (int) Broadcast.size(kept);
    int size = values.length / count;
    List<int[]> groups = new ArrayList<>();
    int[] filled = new int[count];
    for (int i = 0; i < count; i++) {
      groups.add(new int[size]);
    }
    for (int i = 0; i < values.length; i++) {
      int group = 0;
      for (int axis = 0; axis < dims.length; axis++) {
        group += i / strides[axis] % dims[axis] * to[axis];
      }
      groups.get(group)[filled[group]++] = i;
    }
    return groups;
  }
}
