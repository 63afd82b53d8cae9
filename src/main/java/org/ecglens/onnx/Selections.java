package org.ecglens.onnx;

import static org.ecglens.onnx.Lowering.single;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.ecglens.graph.Operation;
import org.ecglens.onnx.Value.Activation;

/** OnnxOperators that take parts of an activation, repeat them or put something around them. */
final class Selections {
  private Selections() {}

  static Map<String, Lowering> lowerings() {
    return Map.of(
        "Slice", single(Selections::slice),
        "Split", Selections::split,
        "Gather", single(Selections::gather),
        "Pad", single(Selections::pad),
        "Tile", single(Selections::tile));
  }

  /** Positions that a slice takes of an axis, as NumPy counts them. */
  static int[] positions(long start, long end, long step, int length) {
    UnsupportedNodeException.unless(step != 0, "its step is 0");
    long from = start < 0 ? start + length : start;
    long to = end < 0 ? end + length : end;
    if (step > 0) {
      from = Math.max(0, Math.min(from, length));
      to = Math.max(0, Math.min(to, length));
    } else {
      from = Math.min(from, length - 1);
      to = Math.max(-1, Math.min(to, length - 1));
    }
    long distance = step > 0 ? to - from : from - to;
    // A step beyond the axis takes one element, whatever its size.
    long stride = step == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(step);
    int count = distance <= 0 ? 0 : (int) ((distance - 1) / stride + 1);
    int[] positions = new int[count];
    for (int i = 0; i < count; i++) {
      positions[i] = (int) (from + i * step);
    }
    return positions;
  }

  private static Value slice(OnnxNode node, Steps steps) {
    Activation x = node.activation(0);
    long[] starts = node.integers("starts", 1);
    long[] ends = node.integers("ends", 2);
    UnsupportedNodeException.unless(
        starts != null && ends != null && starts.length == ends.length,
        "its starts and ends do not fit together");
    long[] axes = node.integers("axes", 3);
    long[] strides = node.given(4) ? node.constant(4, "steps").integers() : null;
    axes = axes == null ? LongStream.range(0, starts.length).toArray() : axes;
    Activation result = x;
    for (int i = 0; i < axes.length; i++) {
      int axis = OnnxNode.axis(axes[i], x.rank());
      long step = strides == null ? 1 : strides[i];
      if (axis == 0 && starts[i] == 0 && step == 1 && ends[i] >= Integer.MAX_VALUE) {
        // All records of a file for several.
        continue;
      }
      long start = starts[i];
      long end = ends[i];
      result =
          steps.along(
              result,
              axis,
              (part, at) -> steps.gather(part, at, positions(start, end, step, part.dim(at))));
    }
    return result;
  }

  private static List<Value> split(OnnxNode node, Steps steps) {
    Activation x = node.activation(0);
    int axis = OnnxNode.axis(node.integer("axis", 0), x.rank());
    int length = axis == 0 ? x.shape().rows() : x.dim(axis);
    long[] sizes = node.integers("split", 1);
    if (sizes == null) {
      int parts = Math.toIntExact(node.integer("num_outputs", node.outputs()));
      UnsupportedNodeException.unless(
          parts > 0
              && parts <= length
              && parts == node.outputs()
              && (node.opset() >= 18 || length % parts == 0),
          "an axis of %d does not make %d parts".formatted(length, node.outputs()));
      int size = (int) Window.ceilDiv(length, parts);
      sizes = new long[parts];
      Arrays.fill(sizes, size);
      sizes[parts - 1] = length - (long) size * (parts - 1);
    }
    UnsupportedNodeException.unless(
        LongStream.of(sizes).allMatch(size -> size > 0) && LongStream.of(sizes).sum() == length,
        "parts of %s do not make an axis of %d".formatted(Arrays.toString(sizes), length));
    List<Value> parts = new ArrayList<>();
    int start = 0;
    for (long size : sizes) {
      int end = start + (int) size;
      int[] positions = IntStream.range(start, end).toArray();
      parts.add(steps.along(x, axis, (whole, at) -> steps.gather(whole, at, positions)));
      start = end;
    }
    return parts;
  }

  private static Value gather(OnnxNode node, Steps steps) {
    UnsupportedNodeException.unless(
        !node.isConstant(0), "it looks up a table with indices from the record");
    Constant indices = node.constant(1, "indices");
    int given = OnnxNode.axis(node.integer("axis", 0), node.activation(0).rank());
    return gather(node.activation(0), given, indices, indices.dims(), steps);
  }

  /** Elements of an axis at indices of a shape, whose axes take its place. */
  static Activation gather(
      Activation from, int given, Constant indices, List<Integer> shape, Steps steps) {
    return steps.along(
        from,
        given,
        (x, axis) -> {
          Activation taken = gather(x, axis, indices, steps);
          List<Integer> dims = new ArrayList<>(x.shape().dims().subList(0, axis - 1));
          dims.addAll(shape);
          dims.addAll(x.shape().dims().subList(axis, x.rank() - 1));
          return steps.reshape(taken, dims);
        });
  }

  /** Elements of an axis, counted from its end where negative. */
  static Activation gather(Activation x, int axis, Constant indices, Steps steps) {
    int[] positions = new int[indices.size()];
    for (int i = 0; i < positions.length; i++) {
      long index = indices.integer(i);
      positions[i] = Math.toIntExact(index < 0 ? index + x.dim(axis) : index);
    }
    return steps.gather(x, axis, positions);
  }

  private static Value tile(OnnxNode node, Steps steps) {
    Activation x = node.activation(0);
    long[] repeats = node.constant(1, "repeats").integers();
    UnsupportedNodeException.unless(repeats.length == x.rank(), "its repeats do not fit the axes");
    Activation result = x;
    for (int axis = 0; axis < repeats.length; axis++) {
      long times = repeats[axis];
      UnsupportedNodeException.unless(times > 0, "its result would be empty");
      if (axis > 0 || times > 1) {
        result = steps.along(result, axis, (part, at) -> repeated(part, at, times, steps));
      }
    }
    return result;
  }

  private static Activation repeated(Activation x, int axis, long times, Steps steps) {
    int length = x.dim(axis);
    steps.budget().spend(Math.multiplyExact(times, length));
    return steps.gather(
        x,
        axis,
        IntStream.range(0, Math.toIntExact(times * length)).map(i -> i % length).toArray());
  }

  private static Value pad(OnnxNode node, Steps steps) {
    Activation x = node.activation(0);
    int rank = x.rank();
    long[] given = node.integers("pads", 1);
    long[] axes = node.given(3) ? node.constant(3, "axes").integers() : null;
    axes = axes == null ? LongStream.range(0, rank).toArray() : axes;
    UnsupportedNodeException.unless(
        given != null && given.length == 2 * axes.length, "its pads do not fit the axes");
    int[] begin = new int[rank];
    int[] end = new int[rank];
    for (int i = 0; i < axes.length; i++) {
      int axis = OnnxNode.axis(axes[i], rank);
      begin[axis] = Math.toIntExact(given[i]);
      end[axis] = Math.toIntExact(given[axes.length + i]);
    }
    UnsupportedNodeException.unless(begin[0] == 0 && end[0] == 0, "it pads the batch axis");
    String mode = node.text("mode", "constant");
    double value =
        node.given(2) ? node.constant(2, "value").scalar("its value") : node.real("value", 0);
    Activation cropped = x;
    for (int axis = 1; axis < rank; axis++) {
      // As long numbers: the smallest integer has no opposite.
      long from = Math.max(0, -(long) begin[axis]);
      long to = x.dim(axis) - Math.max(0, -(long) end[axis]);
      UnsupportedNodeException.unless(from < to, "its negative pads leave nothing");
      cropped = steps.gather(cropped, axis, IntStream.range((int) from, (int) to).toArray());
      begin[axis] = Math.max(0, begin[axis]);
      end[axis] = Math.max(0, end[axis]);
    }
    if (Arrays.stream(begin).sum() + Arrays.stream(end).sum() == 0) {
      return cropped;
    }
    if (mode.equals("constant")) {
      return steps.add(
          new Operation.Pad(
              Arrays.stream(begin).skip(1).boxed().toList(),
              Arrays.stream(end).skip(1).boxed().toList(),
              value),
          cropped);
    }
    Activation result = cropped;
    for (int axis = 1; axis < rank; axis++) {
      int length = cropped.dim(axis);
      steps.budget().spend((long) begin[axis] + end[axis] + length);
      int first = -begin[axis];
      result =
          steps.gather(
              result,
              axis,
              IntStream.range(first, length + end[axis])
                  .map(i -> mirror(mode, i, length))
                  .toArray());
    }
    return result;
  }

  private static int mirror(String mode, int i, int length) {
    return switch (mode) {
      case "edge" -> Math.max(0, Math.min(i, length - 1));
      case "wrap" -> Math.floorMod(i, length);
      case "reflect" -> {
        int reflected = i < 0 ? -i : i >= length ? 2 * (length - 1) - i : i;
        UnsupportedNodeException.unless(
            reflected >= 0 && reflected < length, "it reflects more than an axis of " + length);
        yield reflected;
      }
      default -> throw new UnsupportedNodeException("its mode '" + mode + "' is unknown");
    };
  }
}
