package org.ecglens.net.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.ecglens.graph.Tensor;

/** Array steps that several kernels share. */
final class Arrays {
  private Arrays() {}

  /** A constant in the network's own memory; null stays null. */
  static NDArray constant(NDManager manager, Tensor tensor) {
    return tensor == null ? null : manager.create(tensor.toArray(), shape(tensor.dims()));
  }

  static Shape shape(List<Integer> dims) {
    return new Shape(dims.stream().mapToLong(Integer::longValue).toArray());
  }

  /** 1 where true, 0 where false. */
  static NDArray indicator(NDArray condition) {
    return condition.toType(DataType.FLOAT32, false);
  }

  /**
   * The adjoint of broadcasting: sums over the axes along which a value of this shape was repeated.
   */
  static NDArray unbroadcast(NDArray array, Shape shape) {
    NDArray result = array;
    for (int axis = 1; axis < shape.dimension(); axis++) {
      if (shape.get(axis) == 1 && result.getShape().get(axis) != 1) {
        result = result.sum(new int[] {axis}, true);
      }
    }
    return result;
  }

  /** The shape that shapes of as many axes broadcast to. */
  static Shape broadcast(Shape... shapes) {
    long[] lengths = shapes[0].getShape().clone();
    for (Shape shape : shapes) {
      for (int axis = 0; axis < lengths.length; axis++) {
        lengths[axis] = Math.max(lengths[axis], shape.get(axis));
      }
    }
    return new Shape(lengths);
  }

  /** An index that takes a range with a step of one axis and all of the axes before it. */
  static NDIndex range(int axis, long start, long end, long step) {
    NDIndex index = new NDIndex();
    for (int before = 0; before < axis; before++) {
      index.addAllDim();
    }
    return index.addSliceDim(start, end, step);
  }

  /** Pads axes 1, 2, … (the batch axis stays). */
  static NDArray pad(NDArray x, List<Integer> before, List<Integer> after, double value) {
    long[] padding = new long[2 * before.size()];
    boolean any = false;
    for (int axis = 0; axis < before.size(); axis++) {
      int fromLast = before.size() - 1 - axis;
      padding[2 * fromLast] = before.get(axis);
      padding[2 * fromLast + 1] = after.get(axis);
      any |= before.get(axis) != 0 || after.get(axis) != 0;
    }
    return any ? x.pad(new Shape(padding), value) : x;
  }

  /** Mean over axes; the engine's own takes one axis. */
  static NDArray mean(NDArray x, int[] axes, boolean keepDims) {
    return x.sum(axes, keepDims).div(count(x.getShape(), axes));
  }

  /** Number of elements along axes. */
  static long count(Shape shape, int[] axes) {
    long count = 1;
    for (int axis : axes) {
      count *= shape.get(axis);
    }
    return count;
  }

  /** Maximum over ascending axes, which the engine takes one at a time. */
  static NDArray max(NDArray x, int[] axes, boolean keepDims) {
    NDArray maximum = x;
    for (int i = axes.length - 1; i >= 0; i--) {
      maximum = maximum.max(new int[] {axes[i]}, keepDims);
    }
    return maximum;
  }

  /** Moves an axis to the end. */
  static NDArray toLast(NDArray x, int axis) {
    return axis == x.getShape().dimension() - 1 ? x : x.transpose(toLast(x.getShape(), axis));
  }

  /** Undoes {@link #toLast}. */
  static NDArray fromLast(NDArray x, int axis) {
    int last = x.getShape().dimension() - 1;
    if (axis == last) {
      return x;
    }
    int[] permutation = new int[last + 1];
    for (int i = 0; i <= last; i++) {
      permutation[i] = i < axis ? i : i == axis ? last : i - 1;
    }
    return x.transpose(permutation);
  }

  private static int[] toLast(Shape shape, int axis) {
    int last = shape.dimension() - 1;
    int[] permutation = new int[last + 1];
    for (int i = 0; i < last; i++) {
      permutation[i] = i < axis ? i : i + 1;
    }
    permutation[last] = axis;
    return permutation;
  }
}
