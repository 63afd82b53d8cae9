package org.ecglens.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Evaluates nodes that make constants of positions: masks, indices, windows. */
final class IndexFolding {
  static final Set<String> OPERATORS =
      Set.of(
          "EyeLike",
          "OneHot",
          "NonZero",
          "ArgMax",
          "ArgMin",
          "TopK",
          "HannWindow",
          "HammingWindow",
          "BlackmanWindow");

  private final OnnxNode node;
  private final Budget budget;

  private IndexFolding(OnnxNode node, Budget budget) {
    this.node = node;
    this.budget = budget;
  }

  static List<Value> fold(OnnxNode node, Budget budget) {
    IndexFolding folding = new IndexFolding(node, budget);
    return switch (node.type()) {
      case "EyeLike" -> List.of(folding.identity());
      case "OneHot" -> List.of(folding.oneHot());
      case "NonZero" -> List.of(folding.nonZero());
      case "ArgMax" -> List.of(folding.extreme(1));
      case "ArgMin" -> List.of(folding.extreme(-1));
      case "TopK" -> folding.largest();
      default -> List.of(folding.window());
    };
  }

  private Constant in(int index) {
    return node.constant(index, "input " + index);
  }

  private Constant identity() {
    Constant x = in(0);
    UnsupportedNodeException.unless(x.rank() == 2, "its input is no matrix");
    long diagonal = node.integer("k", 0);
    int columns = x.dims().get(1);
    budget.spend(x.size());
    double[] values = new double[x.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (long) (i % columns) - i / columns == diagonal ? 1 : 0;
    }
    Constant.Type type =
        node.has("dtype") ? Folding.type((int) node.integer("dtype", 1)) : x.type();
    return Constant.ofReals(type, x.dims(), values);
  }

  private Constant oneHot() {
    Constant indices = in(0);
    int depth = Math.toIntExact(in(1).integer(0));
    Constant values = in(2);
    int rank = indices.rank() + 1;
    int axis = OnnxNode.axis(node.integer("axis", -1), rank);
    List<Integer> dims = new ArrayList<>(indices.dims());
    dims.add(axis, depth);
    budget.spend((long) indices.size() * depth);
    int inner = Broadcast.strides(Broadcast.ints(dims))[axis];
    return values.pick(
        dims,
        indices.size() * depth,
        i -> {
          int outer = i / (inner * depth);
          long index = indices.integer(outer * inner + i % inner);
          return i / inner % depth == (index < 0 ? index + depth : index) ? 1 : 0;
        });
  }

  private Constant nonZero() {
    Constant x = in(0);
    int[] dims = Broadcast.ints(x);
    int[] strides = Broadcast.strides(dims);
    int[] found = IntStream.range(0, x.size()).filter(i -> x.real(i) != 0).toArray();
    int rank = Math.max(1, dims.length);
    budget.spend((long) rank * found.length);
    long[] positions = new long[rank * found.length];
    for (int i = 0; i < positions.length && dims.length > 0; i++) {
      int axis = i / found.length;
      positions[i] = found[i % found.length] / strides[axis] % dims[axis];
    }
    return Constant.ofIntegers(Constant.Type.INT64, List.of(rank, found.length), positions);
  }

  /** Positions along an axis, for each element beside it. */
  private int[][] lines(Constant x, int axis) {
    int length = x.dims().get(axis);
    int inner = Rearranged.stride(x, axis);
    int[][] lines = new int[x.size() / length][length];
    for (int i = 0; i < lines.length; i++) {
      int begin = i / inner * inner * length + i % inner;
      Arrays.setAll(lines[i], k -> begin + k * inner);
    }
    return lines;
  }

  private Constant extreme(int sign) {
    Constant x = in(0);
    int axis = OnnxNode.axis(node.integer("axis", 0), x.rank());
    boolean last = node.integer("select_last_index", 0) != 0;
    int[][] lines = lines(x, axis);
    long[] positions = new long[lines.length];
    for (int i = 0; i < lines.length; i++) {
      for (int k = 1; k < lines[i].length; k++) {
        double step = sign * (x.real(lines[i][k]) - x.real(lines[i][(int) positions[i]]));
        positions[i] = step > 0 || (step == 0 && last) ? k : positions[i];
      }
    }
    List<Integer> dims = new ArrayList<>(x.dims());
    if (node.integer("keepdims", 1) != 0) {
      dims.set(axis, 1);
    } else {
      dims.remove(axis);
    }
    return Constant.ofIntegers(Constant.Type.INT64, dims, positions);
  }

  private List<Value> largest() {
    Constant x = in(0);
    int count = Math.toIntExact(in(1).integer(0));
    int axis = OnnxNode.axis(node.integer("axis", -1), x.rank());
    int sign = node.integer("largest", 1) != 0 ? -1 : 1;
    List<Integer> dims = new ArrayList<>(x.dims());
    UnsupportedNodeException.unless(
        count >= 0 && count <= dims.get(axis), "it takes more than there are");
    dims.set(axis, count);
    int[][] lines = lines(x, axis);
    int inner = Rearranged.stride(x, axis);
    int[] from = new int[lines.length * count];
    long[] positions = new long[from.length];
    for (int i = 0; i < lines.length; i++) {
      int[] line = lines[i];
      List<Integer> order =
          IntStream.range(0, line.length)
              .boxed()
              .sorted((a, b) -> Double.compare(sign * x.real(line[a]), sign * x.real(line[b])))
              .limit(count)
              .toList();
      for (int k = 0; k < count; k++) {
        int at = i / inner * inner * count + k * inner + i % inner;
        from[at] = line[order.get(k)];
        positions[at] = order.get(k);
      }
    }
    return List.of(
        x.pick(dims, from.length, i -> from[i]),
        Constant.ofIntegers(Constant.Type.INT64, dims, positions));
  }

  /** Sums of cosines, of a period of the length or, for filters, one sample less. */
  private Constant window() {
    int length = Math.toIntExact(in(0).integer(0));
    double period = node.integer("periodic", 1) != 0 ? length : length - 1;
    double[] weights =
        switch (node.type()) {
          case "HannWindow" -> new double[] {0.5, -0.5};
          case "HammingWindow" -> new double[] {25.0 / 46, -21.0 / 46};
          default -> new double[] {0.42, -0.5, 0.08};
        };
    budget.spend(length);
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      for (int k = 0; k < weights.length; k++) {
        values[i] += weights[k] * Math.cos(2 * Math.PI * k * i / period);
      }
    }
    return Constant.ofReals(
        Folding.type((int) node.integer("output_datatype", 1)), List.of(length), values);
  }
}
