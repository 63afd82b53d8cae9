package org.ecglens.onnx;

import java.util.ArrayList;
import java.util.List;

/** Constants whose elements are chosen, joined or moved, whatever their type. */
final class Rearranged {
  private Rearranged() {}

  /** Elements after each other along an axis lie this far apart. */
  static int stride(Constant x, int axis) {
    return Broadcast.strides(Broadcast.ints(x))[axis];
  }

  /** Chosen elements of an axis, in this order, with repetition. */
  static Constant taken(Constant x, int axis, int[] positions) {
    int length = x.dims().get(axis);
    int inner = stride(x, axis);
    int outer = length == 0 ? 0 : x.size() / (inner * length);
    List<Integer> dims = new ArrayList<>(x.dims());
    dims.set(axis, positions.length);
    return x.pick(
        dims,
        outer * inner * positions.length,
        i -> {
          long before = i / (inner * positions.length);
          return (before * length + positions[i / inner % positions.length]) * inner + i % inner;
        });
  }

  /**
   * Constants one after the other along an axis.
   *
   * @throws UnsupportedNodeException if they differ in type, or in another axis
   */
  static Constant joined(List<Constant> parts, int axis) {
    Constant.Type type = parts.get(0).type();
    List<Integer> dims = new ArrayList<>(parts.get(0).dims());
    int total = 0;
    int size = 0;
    for (Constant part : parts) {
      List<Integer> other = new ArrayList<>(part.dims());
      UnsupportedNodeException.unless(
          other.size() == dims.size(), "its inputs have different numbers of axes");
      total += other.get(axis);
      other.set(axis, dims.get(axis));
      UnsupportedNodeException.unless(
          other.equals(dims) && part.type() == type, "its inputs do not fit");
      size += part.size();
    }
    int inner = stride(parts.get(0), axis);
    dims.set(axis, total);
    double[] reals = type.integral() ? null : new double[size];
    long[] integers = type.integral() ? new long[size] : null;
    int at = 0;
    for (int outer = 0; at < size; outer++) {
      for (Constant part : parts) {
        int block = part.dims().get(axis) * inner;
        for (int j = 0; j < block; j++, at++) {
          if (integers != null) {
            integers[at] = part.integer(outer * block + j);
          } else {
            reals[at] = part.real(outer * block + j);
          }
        }
      }
    }
    return integers != null
        ? Constant.ofIntegers(type, dims, integers)
        : Constant.ofReals(type, dims, reals);
  }

  /** Axis i of the result is axis {@code permutation[i]}. */
  static Constant transposed(Constant x, int[] permutation) {
    int[] strides = Broadcast.strides(Broadcast.ints(x));
    int[] dims = new int[permutation.length];
    int[] steps = new int[permutation.length];
    for (int i = 0; i < dims.length; i++) {
      dims[i] = x.dims().get(permutation[i]);
      steps[i] = strides[permutation[i]];
    }
    return Broadcast.walk(x, dims, steps);
  }
}
