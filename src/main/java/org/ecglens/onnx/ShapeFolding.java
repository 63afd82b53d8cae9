package org.ecglens.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Evaluates nodes that select, join or rearrange constants. */
final class ShapeFolding {
  private final OnnxNode node;
  private final Budget budget;

  ShapeFolding(OnnxNode node, Budget budget) {
    this.node = node;
    this.budget = budget;
  }

  private Constant in(int index) {
    return node.constant(index, "input " + index);
  }

  Constant gather() {
    Constant x = in(0);
    int axis = OnnxNode.axis(node.integer("axis", 0), x.rank());
    Constant indices = in(1);
    int length = x.dims().get(axis);
    long[] positions = indices.integers();
    for (int i = 0; i < positions.length; i++) {
      positions[i] += positions[i] < 0 ? length : 0;
      UnsupportedNodeException.unless(
          positions[i] >= 0 && positions[i] < length,
          "index %d is outside an axis of %d".formatted(positions[i], length));
    }
    List<Integer> dims = new ArrayList<>(x.dims().subList(0, axis));
    dims.addAll(indices.dims());
    dims.addAll(x.dims().subList(axis + 1, x.rank()));
    Constant taken = taken(x, axis, Arrays.stream(positions).mapToInt(i -> (int) i).toArray());
    return taken.reshaped(dims);
  }

  private Constant taken(Constant x, int axis, int[] positions) {
    budget.spend((long) x.size() / Math.max(1, x.dims().get(axis)) * positions.length);
    return Rearranged.taken(x, axis, positions);
  }

  Constant slice() {
    Constant result = in(0);
    long[] starts = node.integers("starts", 1);
    long[] ends = node.integers("ends", 2);
    long[] axes = node.integers("axes", 3);
    long[] strides = node.given(4) ? in(4).integers() : null;
    UnsupportedNodeException.unless(
        starts != null && ends != null, "its starts or ends are missing");
    for (int i = 0; i < starts.length; i++) {
      int axis = OnnxNode.axis(axes == null ? i : axes[i], result.rank());
      int[] positions =
          Selections.positions(
              starts[i], ends[i], strides == null ? 1 : strides[i], result.dims().get(axis));
      result = taken(result, axis, positions);
    }
    return result;
  }

  List<Value> split() {
    Constant x = in(0);
    int axis = OnnxNode.axis(node.integer("axis", 0), x.rank());
    int length = x.dims().get(axis);
    long[] sizes = node.integers("split", 1);
    long each = Window.ceilDiv(length, node.outputs());
    List<Value> parts = new ArrayList<>();
    long start = 0;
    for (int i = 0; i < node.outputs(); i++) {
      long end = Math.min(length, start + (sizes == null ? each : sizes[i]));
      parts.add(taken(x, axis, Selections.positions(start, end, 1, length)));
      start = end;
    }
    return parts;
  }

  Constant concat() {
    List<Constant> parts = IntStream.range(0, node.inputs()).mapToObj(this::in).toList();
    budget.spend(parts.stream().mapToLong(Constant::size).sum());
    return Rearranged.joined(parts, OnnxNode.axis(node.integer("axis", 0), in(0).rank()));
  }

  Constant reshaped(String type) {
    Constant x = in(0);
    return x.reshaped(
        switch (type) {
          case "Reshape" -> target(x);
          case "Flatten" -> flat(x);
          case "Squeeze" -> squeezed(x);
          default -> unsqueezed(x);
        });
  }

  private List<Integer> target(Constant x) {
    long[] target = in(1).integers();
    long known = 1;
    for (int i = 0; i < target.length; i++) {
      if (target[i] == 0 && node.integer("allowzero", 0) == 0) {
        target[i] = x.dims().get(i);
      }
      known = target[i] == -1 ? known : Math.multiplyExact(known, target[i]);
    }
    List<Integer> dims = new ArrayList<>();
    for (long length : target) {
      dims.add(Math.toIntExact(length == -1 ? x.size() / Math.max(known, 1) : length));
    }
    return dims;
  }

  private List<Integer> flat(Constant x) {
    long axis = node.integer("axis", 1);
    int split = (int) (axis < 0 ? axis + x.rank() : axis);
    int rows = (int) Broadcast.size(x.dims().subList(0, split).stream().mapToInt(d -> d).toArray());
    return List.of(rows, x.size() / Math.max(rows, 1));
  }

  private List<Integer> squeezed(Constant x) {
    long[] axes = node.integers("axes", 1);
    boolean[] dropped = new boolean[x.rank()];
    for (int i = 0; i < dropped.length; i++) {
      dropped[i] = axes == null && x.dims().get(i) == 1;
    }
    for (long axis : axes == null ? new long[0] : axes) {
      dropped[OnnxNode.axis(axis, x.rank())] = true;
    }
    List<Integer> dims = new ArrayList<>();
    for (int i = 0; i < dropped.length; i++) {
      if (!dropped[i]) {
        dims.add(x.dims().get(i));
      }
    }
    return dims;
  }

  private List<Integer> unsqueezed(Constant x) {
    long[] axes = node.integers("axes", 1);
    UnsupportedNodeException.unless(axes != null, "its axes are missing");
    List<Integer> dims = new ArrayList<>(x.dims());
    int rank = x.rank() + axes.length;
    Arrays.stream(axes)
        .mapToInt(axis -> OnnxNode.axis(axis, rank))
        .sorted()
        .forEach(axis -> dims.add(axis, 1));
    return dims;
  }

  Constant transpose() {
    Constant x = in(0);
    int rank = x.rank();
    long[] given = node.integers("perm");
    int[] permutation = new int[rank];
    Arrays.setAll(permutation, i -> given == null ? rank - 1 - i : OnnxNode.axis(given[i], rank));
    UnsupportedNodeException.unless(
        Arrays.stream(permutation).distinct().count() == rank, "its perm repeats an axis");
    budget.spend(x.size());
    return Rearranged.transposed(x, permutation);
  }

  Constant tile() {
    Constant result = in(0);
    long[] repeats = in(1).integers();
    for (int axis = 0; axis < result.rank(); axis++) {
      int length = result.dims().get(axis);
      long total = Math.multiplyExact(length, repeats[axis]);
      budget.spend(total);
      int[] positions = new int[(int) total];
      for (int i = 0; i < positions.length; i++) {
        positions[i] = i % length;
      }
      result = taken(result, axis, positions);
    }
    return result;
  }
}
