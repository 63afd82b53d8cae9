package org.ecglens.onnx;

import static org.ecglens.onnx.Lowering.single;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.ecglens.graph.Operation;
import org.ecglens.graph.Tensor;
import org.ecglens.onnx.Value.Activation;

/** Pools over windows and over whole axes. */
final class Pools {
  private Pools() {}

  static Map<String, Lowering> lowerings() {
    return Map.of(
        "MaxPool", single(Pools::maximum),
        "AveragePool", single(Pools::average),
        "GlobalAveragePool",
            single(
                (node, steps) -> whole(node, steps, axes -> new Operation.ReduceMean(axes, true))),
        "GlobalMaxPool",
            single(
                (node, steps) -> whole(node, steps, axes -> new Operation.ReduceMax(axes, true))));
  }

  private static Value whole(
      OnnxNode node, Steps steps, Function<List<Integer>, Operation> operation) {
    Activation x = node.activation(0);
    UnsupportedNodeException.unless(x.rank() >= 3, "it needs a spatial axis");
    return steps.add(operation.apply(IntStream.range(2, x.rank()).boxed().toList()), x);
  }

  private static Window window(OnnxNode node, Activation x) {
    int axes = Window.spatialAxes(x);
    UnsupportedNodeException.unless(node.has("kernel_shape"), "its kernel_shape is missing");
    Window window = Window.of(node, x, Window.list(node, "kernel_shape", axes, 1));
    for (int i = 0; i < axes; i++) {
      UnsupportedNodeException.unless(
          window.padsBegin().get(i) >= 0
              && window.padsEnd().get(i) >= 0
              && window.padsBegin().get(i) < window.extent(i)
              && window.padsEnd().get(i) < window.extent(i),
          "its pads must be at least 0 and smaller than the kernel");
    }
    return window;
  }

  /**
   * Number of windows along an axis. With ceil mode a last window may hang over the end, but one
   * that would start in the padding at the end is dropped, as PyTorch and onnxruntime do.
   */
  private static int windows(OnnxNode node, Window w, Activation x, int axis) {
    long length = (long) x.dim(2 + axis) + w.padsBegin().get(axis);
    long room = length + w.padsEnd().get(axis) - w.extent(axis);
    int stride = w.strides().get(axis);
    boolean ceil =
        node.integer("ceil_mode", 0) != 0 && !node.text("auto_pad", "NOTSET").startsWith("SAME_");
    long windows = (ceil ? Window.ceilDiv(room, stride) : Math.floorDiv(room, stride)) + 1;
    if (ceil && (windows - 1) * stride >= length) {
      windows--;
    }
    UnsupportedNodeException.unless(windows > 0, "its kernel is longer than the input");
    return (int) windows;
  }

  /** End padding with which exactly the wanted windows fit. */
  private static List<Integer> padsEnd(OnnxNode node, Window w, Activation x) {
    List<Integer> pads = new ArrayList<>();
    for (int i = 0; i < w.kernel().size(); i++) {
      long reach = (long) (windows(node, w, x, i) - 1) * w.strides().get(i) + w.extent(i);
      pads.add((int) Math.max(0, reach - x.dim(2 + i) - w.padsBegin().get(i)));
    }
    return pads;
  }

  private static Value maximum(OnnxNode node, Steps steps) {
    Activation x = node.activation(0);
    Window w = window(node, x);
    return steps.add(
        new Operation.MaxPool(
            w.kernel(), w.strides(), w.padsBegin(), padsEnd(node, w, x), w.dilations()),
        x);
  }

  private static Value average(OnnxNode node, Steps steps) {
    Activation x = node.activation(0);
    Window w = window(node, x);
    boolean countPads = node.integer("count_include_pad", 0) != 0;
    float[] divisor = {1};
    List<Integer> lengths = new ArrayList<>();
    for (int i = 0; i < w.kernel().size(); i++) {
      int windows = windows(node, w, x, i);
      float[] extended = new float[divisor.length * windows];
      for (int position = 0; position < windows; position++) {
        int taps = taps(w, x, i, position, countPads);
        for (int j = 0; j < divisor.length; j++) {
          extended[j * windows + position] = divisor[j] * taps;
        }
      }
      divisor = extended;
      lengths.add(windows);
    }
    return steps.add(
        new Operation.AveragePool(
            w.kernel(),
            w.strides(),
            w.padsBegin(),
            padsEnd(node, w, x),
            w.dilations(),
            Tensor.of(divisor, lengths)),
        x);
  }

  /** Taps of a window that count: the overhang of ceil mode never does. */
  private static int taps(Window w, Activation x, int axis, int position, boolean countPads) {
    int low = countPads ? -w.padsBegin().get(axis) : 0;
    int high = x.dim(2 + axis) + (countPads ? w.padsEnd().get(axis) : 0);
    int taps = 0;
    for (int k = 0; k < w.kernel().get(axis); k++) {
      long at =
          (long) position * w.strides().get(axis)
              - w.padsBegin().get(axis)
              + (long) k * w.dilations().get(axis);
      if (at >= low && at < high) {
        taps++;
      }
    }
    return Math.max(taps, 1);
  }
}
