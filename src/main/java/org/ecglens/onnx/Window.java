package org.ecglens.onnx;

import java.util.ArrayList;
import java.util.List;
import org.ecglens.graph.Operation;
import org.ecglens.onnx.Value.Activation;

/**
 * Window attributes of a convolution or a pool, with automatic padding resolved for an input.
 *
 * @param kernel taps per spatial axis
 * @param padsBegin at least 0; negative pads have been cut off the input
 */
record Window(
    List<Integer> kernel,
    List<Integer> strides,
    List<Integer> padsBegin,
    List<Integer> padsEnd,
    List<Integer> dilations) {

  static Window of(OnnxNode node, Activation x, List<Integer> kernel) {
    int axes = spatialAxes(x);
    UnsupportedNodeException.unless(
        kernel.size() == axes,
        "a kernel of %d axes does not fit %d spatial axes".formatted(kernel.size(), axes));
    List<Integer> strides = list(node, "strides", axes, 1);
    List<Integer> dilations = list(node, "dilations", axes, 1);
    for (int i = 0; i < axes; i++) {
      UnsupportedNodeException.unless(
          kernel.get(i) > 0 && strides.get(i) > 0 && dilations.get(i) > 0,
          "kernel, strides and dilations must be at least 1");
    }
    List<Integer> pads = list(node, "pads", 2 * axes, 0);
    List<Integer> begin = new ArrayList<>(pads.subList(0, axes));
    List<Integer> end = new ArrayList<>(pads.subList(axes, 2 * axes));
    String automatic = node.text("auto_pad", "NOTSET");
    switch (automatic) {
      case "NOTSET" -> {}
      case "VALID" -> {
        begin.replaceAll(pad -> 0);
        end.replaceAll(pad -> 0);
      }
      case "SAME_UPPER", "SAME_LOWER" -> {
        for (int i = 0; i < axes; i++) {
          int length = x.dim(2 + i);
          long outputs = ceilDiv(length, strides.get(i));
          long extent = (long) (kernel.get(i) - 1) * dilations.get(i) + 1;
          int total =
              Math.toIntExact(Math.max(0, (outputs - 1) * strides.get(i) + extent - length));
          int first = automatic.equals("SAME_UPPER") ? total / 2 : total - total / 2;
          begin.set(i, first);
          end.set(i, total - first);
        }
      }
      default -> throw new UnsupportedNodeException("its auto_pad '" + automatic + "' is unknown");
    }
    return new Window(kernel, strides, begin, end, dilations);
  }

  static int spatialAxes(Activation x) {
    int axes = x.rank() - 2;
    UnsupportedNodeException.unless(
        axes == 1 || axes == 2,
        "it has %d spatial axes; one and two are supported".formatted(Math.max(axes, 0)));
    return axes;
  }

  /** An attribute with one entry per axis. */
  static List<Integer> list(OnnxNode node, String attribute, int size, int fallback) {
    long[] given = node.integers(attribute);
    List<Integer> list = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      list.add(given == null || given.length == 0 ? fallback : Math.toIntExact(given[i]));
    }
    UnsupportedNodeException.unless(
        given == null || given.length == 0 || given.length == size,
        "attribute %s has %d entries, must have %d"
            .formatted(attribute, given == null ? 0 : given.length, size));
    return list;
  }

  /** The input without what negative pads cut off. */
  Activation crop(Activation x, Steps steps) {
    Activation cropped = x;
    for (int i = 0; i < kernel.size(); i++) {
      int start = Math.max(0, -padsBegin.get(i));
      int end = x.dim(2 + i) - Math.max(0, -padsEnd.get(i));
      UnsupportedNodeException.unless(start < end, "its negative pads leave nothing");
      if (start > 0 || end < x.dim(2 + i)) {
        cropped = steps.add(new Operation.Slice(2 + i, start, end, 1), cropped);
      }
    }
    return cropped;
  }

  /** The same window for the cropped input. */
  Window cropped() {
    return new Window(
        kernel,
        strides,
        padsBegin.stream().map(pad -> Math.max(0, pad)).toList(),
        padsEnd.stream().map(pad -> Math.max(0, pad)).toList(),
        dilations);
  }

  /** Quotient rounded up. */
  static long ceilDiv(long dividend, long divisor) {
    return -Math.floorDiv(-dividend, divisor);
  }

  /** Distance from the first to the last tap, plus one. */
  long extent(int axis) {
    return (long) (kernel.get(axis) - 1) * dilations.get(axis) + 1;
  }
}
