package org.ecglens.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToLongFunction;
import org.ecglens.graph.Tensor;

/** Typed constant in row-major order, of the types that networks and shape arithmetic use. */
final class Constant implements Value {

  /** Element type; narrower integers are held as INT64, half precision as FLOAT. */
  enum Type {
    FLOAT,
    DOUBLE,
    INT64,
    INT32,
    BOOL;

    boolean integral() {
      return this != FLOAT && this != DOUBLE;
    }
  }

  private final Type type;
  private final List<Integer> dims;
  private final float[] floats;
  private final double[] doubles;
  private final long[] integers;

  private Constant(
      Type type, List<Integer> dims, float[] floats, double[] doubles, long[] integers) {
    this.type = type;
    this.dims = List.copyOf(dims);
    this.floats = floats;
    this.doubles = doubles;
    this.integers = integers;
  }

  /** The array is not copied: callers give it away. */
  static Constant ofFloats(List<Integer> dims, float[] values) {
    return new Constant(Type.FLOAT, dims, values, null, null);
  }

  /**
   * Real numbers, rounded where the type is FLOAT, cut where it is integral; the array is given
   * away.
   */
  static Constant ofReals(Type type, List<Integer> dims, double[] values) {
    if (type.integral()) {
      return ofIntegers(type, dims, Arrays.stream(values).mapToLong(v -> (long) v).toArray());
    }
    if (type == Type.DOUBLE) {
      return new Constant(type, dims, null, values, null);
    }
    float[] rounded = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      rounded[i] = (float) values[i];
    }
    return ofFloats(dims, rounded);
  }

  /** Integers or, for BOOL, 0 and 1; the array is given away. */
  static Constant ofIntegers(Type type, List<Integer> dims, long[] values) {
    return new Constant(type, dims, null, null, values);
  }

  static Constant vector(long... values) {
    return ofIntegers(Type.INT64, List.of(values.length), values.clone());
  }

  /** A constant of any type whose element i is element {@code source(i)} of this one. */
  Constant pick(List<Integer> newDims, int size, IntToLongFunction source) {
    float[] f = floats == null ? null : new float[size];
    double[] d = doubles == null ? null : new double[size];
    long[] n = integers == null ? null : new long[size];
    for (int i = 0; i < size; i++) {
      int from = Math.toIntExact(source.applyAsLong(i));
      if (f != null) {
        f[i] = floats[from];
      } else if (d != null) {
        d[i] = doubles[from];
      } else {
        n[i] = integers[from];
      }
    }
    return new Constant(type, newDims, f, d, n);
  }

  /** The same elements in another shape. */
  Constant reshaped(List<Integer> newDims) {
    long size = 1;
    for (int dim : newDims) {
      size *= dim;
    }
    UnsupportedNodeException.unless(
        size == size(), "cannot give " + size() + " values the shape " + newDims);
    return new Constant(type, newDims, floats, doubles, integers);
  }

  Type type() {
    return type;
  }

  List<Integer> dims() {
    return dims;
  }

  int rank() {
    return dims.size();
  }

  int size() {
    return floats != null ? floats.length : doubles != null ? doubles.length : integers.length;
  }

  double real(int i) {
    return floats != null ? floats[i] : doubles != null ? doubles[i] : integers[i];
  }

  long integer(int i) {
    return integers != null ? integers[i] : (long) real(i);
  }

  /** All elements as integers. */
  long[] integers() {
    long[] copy = new long[size()];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = integer(i);
    }
    return copy;
  }

  /** All elements as real numbers. */
  double[] reals() {
    double[] copy = new double[size()];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = real(i);
    }
    return copy;
  }

  /** Whether all elements are equal, so that the constant acts as a scalar. */
  boolean uniform() {
    for (int i = 1; i < size(); i++) {
      if (Double.compare(real(i), real(0)) != 0) {
        return false;
      }
    }
    return size() > 0;
  }

  /** The only element. */
  double scalar(String what) {
    UnsupportedNodeException.unless(
        size() == 1, what + " has " + size() + " values, must have one");
    return real(0);
  }

  Tensor tensor() {
    return tensor(dims);
  }

  /** The same values as a float32 tensor of another shape. */
  Tensor tensor(List<Integer> shape) {
    float[] values = new float[size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = floats != null ? floats[i] : (float) real(i);
    }
    return Tensor.of(values, shape);
  }
}
