package org.ecglens.onnx;

import java.util.Arrays;
import java.util.List;

/** Constants walked in shapes that they broadcast to, or with their axes in another order. */
final class Broadcast {
  private Broadcast() {}

  static Constant expand(Constant x, long[] target, Budget budget) {
    int[] dims = new int[target.length];
    long size = 1;
    for (int i = 0; i < dims.length; i++) {
      UnsupportedNodeException.unless(target[i] >= 0, "it makes an axis of length " + target[i]);
      if (target[i] > Budget.LARGEST) {
        budget.spend(target[i]);
      }
      dims[i] = (int) target[i];
      size = Math.multiplyExact(size, Math.max(1, target[i]));
      budget.spend(size);
    }
    int[] result = broadcast(ints(x), dims);
    budget.spend(size(result));
    return spread(x, result);
  }

  static Constant spread(Constant x, int[] dims) {
    return ints(x).length == dims.length && Arrays.equals(ints(x), dims)
        ? x
        : walk(x, dims, stretched(ints(x), dims));
  }

  static Constant walk(Constant x, int[] dims, int[] steps) {
    int[] strides = strides(dims);
    return x.pick(
        list(dims),
        (int) size(dims),
        i -> {
          long from = 0;
          for (int axis = 0; axis < dims.length; axis++) {
            from += (long) (i / strides[axis] % dims[axis]) * steps[axis];
          }
          return from;
        });
  }

  /** Strides of an array when walked in a shape that it broadcasts to. */
  static int[] stretched(int[] dims, int[] to) {
    int[] own = strides(dims);
    int[] steps = new int[to.length];
    for (int i = 1; i <= dims.length; i++) {
      steps[to.length - i] = dims[dims.length - i] == 1 ? 0 : own[dims.length - i];
    }
    return steps;
  }

  static int[] strides(int[] dims) {
    int[] strides = new int[dims.length];
    int stride = 1;
    for (int i = dims.length - 1; i >= 0; i--) {
      strides[i] = Math.max(stride, 1);
      stride *= dims[i];
    }
    return strides;
  }

  static int[] broadcast(int[] a, int[] b) {
    int[] dims = new int[Math.max(a.length, b.length)];
    for (int i = 1; i <= dims.length; i++) {
      int left = i <= a.length ? a[a.length - i] : 1;
      int right = i <= b.length ? b[b.length - i] : 1;
      UnsupportedNodeException.unless(
          left == right || left == 1 || right == 1,
          "shapes %s and %s do not broadcast".formatted(list(a), list(b)));
      dims[dims.length - i] = left == 1 ? right : left;
    }
    return dims;
  }

  static long size(int[] dims) {
    long size = 1;
    for (int dim : dims) {
      size = Math.multiplyExact(size, dim);
    }
    return size;
  }

  static int[] ints(Constant x) {
    return ints(x.dims());
  }

  static int[] ints(List<Integer> lengths) {
    return lengths.stream().mapToInt(Integer::intValue).toArray();
  }

  static List<Integer> list(int[] dims) {
    return Arrays.stream(dims).boxed().toList();
  }
}
