package org.ecglens.onnx;

import java.util.Arrays;
import java.util.List;
import org.ecglens.graph.Operation;
import org.ecglens.graph.Tensor;

/** Works out convolutions and pools on values that no record changes. */
final class LiteralWindows {
  private final Constant x;
  private final int[] dims;
  private final double[] result;

  private LiteralWindows(Constant x, int[] dims) {
    this.x = x;
    this.dims = dims;
    this.result = new double[(int) Broadcast.size(dims)];
  }

  static Constant evaluate(Operation operation, Constant x, int[] dims) {
    LiteralWindows windows = new LiteralWindows(x, dims);
    if (operation instanceof Operation.Convolution convolution) {
      windows.convolve(convolution);
    } else if (operation instanceof Operation.TransposedConvolution convolution) {
      windows.scatter(convolution);
    } else if (operation instanceof Operation.MaxPool pool) {
      windows.maximum(pool);
    } else if (operation instanceof Operation.AveragePool pool) {
      windows.average(pool);
    } else {
      throw new UnsupportedNodeException(
          "recurrent layers of constants are not supported; give them the record");
    }
    return Constant.ofReals(Constant.Type.DOUBLE, Broadcast.list(dims), windows.result);
  }

  /** Receives an element of the input, or −1 where it is padding, under a tap of the kernel. */
  private interface Tap {
    void at(int input, int tap);
  }

  /** Where the windows of one axis after the other lie. */
  private static final class Layout {
    private final int[] kernel;
    private final List<Integer> strides;
    private final List<Integer> pads;
    private final List<Integer> dilations;

    Layout(
        List<Integer> kernel, List<Integer> strides, List<Integer> pads, List<Integer> dilations) {
      this.kernel = Broadcast.ints(kernel);
      this.strides = strides;
      this.pads = pads;
      this.dilations = dilations;
    }
  }

  /** Spatial index of the input under each tap of the window at a spatial index of the result. */
  private static void window(Layout layout, int[] from, int[] to, int position, Tap tap) {
    int taps = (int) Broadcast.size(layout.kernel);
    int[] taken = Broadcast.strides(layout.kernel);
    int[] walk = Broadcast.strides(to);
    int[] strides = Broadcast.strides(from);
    for (int t = 0; t < taps; t++) {
      int input = 0;
      boolean inside = true;
      for (int axis = 0; axis < to.length; axis++) {
        int start = position / walk[axis] % to[axis] * layout.strides.get(axis);
        int step = t / taken[axis] % layout.kernel[axis] * layout.dilations.get(axis);
        int at = start + step - layout.pads.get(axis);
        inside &= at >= 0 && at < from[axis];
        input += at * strides[axis];
      }
      tap.at(inside ? input : -1, t);
    }
  }

  private static int[] spatial(int[] dims) {
    return Arrays.copyOfRange(dims, 2, dims.length);
  }

  private static List<Integer> kernel(Tensor weight) {
    return weight.dims().subList(2, weight.dims().size());
  }

  private void convolve(Operation.Convolution c) {
    Layout layout = new Layout(kernel(c.weight()), c.strides(), c.padsBegin(), c.dilations());
    int[] from = spatial(Broadcast.ints(x));
    int[] to = spatial(dims);
    int positions = (int) Broadcast.size(to);
    int size = (int) Broadcast.size(from);
    int members = c.weight().dim(1);
    int taps = (int) Broadcast.size(layout.kernel);
    int perGroup = dims[1] / c.groups();
    for (int i = 0; i < result.length; i++) {
      int row = i / (positions * dims[1]);
      int out = i / positions % dims[1];
      int at = i;
      result[i] = c.bias() == null ? 0 : c.bias().get(out);
      for (int m = 0; m < members; m++) {
        int plane = (row * x.dims().get(1) + out / perGroup * members + m) * size;
        int kernel = (out * members + m) * taps;
        window(
            layout,
            from,
            to,
            i % positions,
            (input, tap) ->
                result[at] += input < 0 ? 0 : x.real(plane + input) * c.weight().get(kernel + tap));
      }
    }
  }

  /** The adjoint: every element of the input is spread over the window that it would have made. */
  private void scatter(Operation.TransposedConvolution c) {
    Layout layout = new Layout(kernel(c.weight()), c.strides(), c.padsBegin(), c.dilations());
    int[] from = spatial(dims);
    int[] to = spatial(Broadcast.ints(x));
    int positions = (int) Broadcast.size(to);
    int size = (int) Broadcast.size(from);
    int members = c.weight().dim(1);
    int taps = (int) Broadcast.size(layout.kernel);
    int perGroup = x.dims().get(1) / c.groups();
    for (int i = 0; i < result.length; i++) {
      result[i] = c.bias() == null ? 0 : c.bias().get(i / size % dims[1]);
    }
    for (int i = 0; i < x.size(); i++) {
      int row = i / (positions * x.dims().get(1));
      int in = i / positions % x.dims().get(1);
      double value = x.real(i);
      for (int m = 0; m < members; m++) {
        int plane = (row * dims[1] + in / perGroup * members + m) * size;
        int kernel = (in * members + m) * taps;
        window(
            layout,
            from,
            to,
            i % positions,
            (output, tap) -> {
              if (output >= 0) {
                result[plane + output] += value * c.weight().get(kernel + tap);
              }
            });
      }
    }
  }

  private void maximum(Operation.MaxPool p) {
    Layout layout = new Layout(p.kernel(), p.strides(), p.padsBegin(), p.dilations());
    Arrays.fill(result, Double.NEGATIVE_INFINITY);
    pool(layout, (at, value) -> result[at] = Math.max(result[at], value));
  }

  private void average(Operation.AveragePool p) {
    Layout layout = new Layout(p.kernel(), p.strides(), p.padsBegin(), p.dilations());
    pool(layout, (at, value) -> result[at] += value);
    int positions = (int) Broadcast.size(spatial(dims));
    for (int i = 0; i < result.length; i++) {
      result[i] /= p.divisor().get(i % positions);
    }
  }

  private interface Pooled {
    void add(int at, double value);
  }

  private void pool(Layout layout, Pooled pooled) {
    int[] from = spatial(Broadcast.ints(x));
    int[] to = spatial(dims);
    int positions = (int) Broadcast.size(to);
    int size = (int) Broadcast.size(from);
    for (int i = 0; i < result.length; i++) {
      int at = i;
      int plane = i / positions * size;
      window(
          layout,
          from,
          to,
          i % positions,
          (input, tap) -> {
            if (input >= 0) {
              pooled.add(at, x.real(plane + input));
            }
          });
    }
  }
}
