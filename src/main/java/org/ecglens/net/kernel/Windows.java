package org.ecglens.net.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Pooling windows over the spatial axes 2, 3, …, seen tap by tap: tap t of all windows together is
 * a strided view of the padded input. So any kernel, stride, dilation and padding is a handful of
 * whole-array steps, forward and backward.
 */
final class Windows {
  private final List<Integer> padsBegin;
  private final List<Integer> padsEnd;
  private final List<int[]> taps;
  private final List<Integer> strides;

  Windows(
      List<Integer> kernel,
      List<Integer> strides,
      List<Integer> padsBegin,
      List<Integer> padsEnd,
      List<Integer> dilations) {
    this.strides = strides;
    this.padsBegin = withChannels(padsBegin);
    this.padsEnd = withChannels(padsEnd);
    List<int[]> offsets = new ArrayList<>();
    offsets.add(new int[kernel.size()]);
    for (int axis = 0; axis < kernel.size(); axis++) {
      List<int[]> extended = new ArrayList<>();
      for (int[] offset : offsets) {
        for (int i = 0; i < kernel.get(axis); i++) {
          int[] next = offset.clone();
          next[axis] = i * dilations.get(axis);
          extended.add(next);
        }
      }
      offsets = extended;
    }
    taps = List.copyOf(offsets);
  }

  private static List<Integer> withChannels(List<Integer> spatial) {
    List<Integer> all = new ArrayList<>();
    all.add(0);
    all.addAll(spatial);
    return List.copyOf(all);
  }

  /** Taps in a window, in row-major order. */
  int taps() {
    return taps.size();
  }

  /** The input with its padding. */
  NDArray padded(NDArray x, double value) {
    return Arrays.pad(x, padsBegin, padsEnd, value);
  }

  /** One tap of all windows: a view shaped like the output. */
  NDArray tap(NDArray padded, int tap, Shape output) {
    NDIndex index = new NDIndex().addAllDim().addAllDim();
    for (int axis = 0; axis < strides.size(); axis++) {
      long start = taps.get(tap)[axis];
      long step = strides.get(axis);
      index.addSliceDim(start, start + (output.get(axis + 2) - 1) * step + 1, step);
    }
    return padded.get(index);
  }

  /**
   * The adjoint of all taps: adds {@code contributions.of(tap)}, shaped like the output, where the
   * tap looked.
   */
  NDArray scatter(NDManager manager, Shape input, Shape output, Contributions contributions) {
    long[] dims = input.getShape().clone();
    for (int axis = 1; axis < dims.length; axis++) {
      dims[axis] += padsBegin.get(axis - 1) + padsEnd.get(axis - 1);
    }
    dims[0] = output.get(0);
    NDArray sum = manager.zeros(new Shape(dims), DataType.FLOAT32);
    for (int tap = 0; tap < taps.size(); tap++) {
      tap(sum, tap, output).addi(contributions.of(tap));
    }
    NDIndex inner = new NDIndex().addAllDim();
    for (int axis = 1; axis < dims.length; axis++) {
      long begin = padsBegin.get(axis - 1);
      inner.addSliceDim(begin, begin + input.get(axis));
    }
    return sum.get(inner);
  }

  /** What a tap receives. */
  interface Contributions {
    NDArray of(int tap);
  }
}
