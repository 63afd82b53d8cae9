package org.ecglens.onnx;

import static org.ecglens.onnx.Lowering.single;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.ecglens.graph.Operation;
import org.ecglens.onnx.Value.Activation;

/**
 * Elements chosen and replaced one by one, at indices that the file fixes: every element of the
 * result is one of the inputs', so that each becomes a choice among all of a record's values.
 */
final class Indexing {
  private Indexing() {}

  static Map<String, Lowering> lowerings() {
    return Map.of(
        "GatherElements", single(Indexing::gatherElements),
        "GatherND", single(Indexing::gatherSlices),
        "ScatterElements", single(Indexing::scatterElements),
        "Scatter", single(Indexing::scatterElements),
        "ScatterND", single(Indexing::scatterSlices));
  }

  private static Activation given(OnnxNode node, int input, Steps steps) {
    return node.input(input) instanceof Constant constant
        ? steps.lifted(constant)
        : steps.lifted(node.activation(input));
  }

  private static int[] lengths(Activation lifted) {
    return lifted.shape().dims().stream().mapToInt(Integer::intValue).toArray();
  }

  private static Activation flat(Activation x, Steps steps) {
    return steps.reshape(x, List.of(Math.toIntExact(x.shape().size())));
  }

  private static Activation chosen(Activation x, int[] positions, int[] dims, Steps steps) {
    steps.budget().spend(positions.length);
    Activation taken = steps.gather(flat(x, steps), 1, positions);
    return steps.lowered(steps.reshape(taken, Broadcast.list(dims)));
  }

  private static int position(long index, int length) {
    long positive = index < 0 ? index + length : index;
    UnsupportedNodeException.unless(
        positive >= 0 && positive < length, "index " + index + " is outside an axis of " + length);
    return (int) positive;
  }

  /** Row-major position of an element whose place along an axis is replaced by an index. */
  private static int position(Constant indices, int i, int axis, int[] within) {
    int[] dims = Broadcast.ints(indices);
    UnsupportedNodeException.unless(
        dims.length == within.length, "its indices have %d axes".formatted(dims.length));
    int[] walk = Broadcast.strides(dims);
    int[] strides = Broadcast.strides(within);
    int at = 0;
    for (int a = 0; a < dims.length; a++) {
      long place = a == axis ? indices.integer(i) : i / walk[a] % dims[a];
      at += position(place, within[a]) * strides[a];
    }
    return at;
  }

  private static Value gatherElements(OnnxNode node, Steps steps) {
    Activation x = steps.lifted(node.activation(0));
    Constant indices = node.constant(1, "indices");
    int axis = OnnxNode.axis(node.integer("axis", 0), x.rank() - 1);
    int[] within = lengths(x);
    int[] positions =
        IntStream.range(0, indices.size()).map(i -> position(indices, i, axis, within)).toArray();
    return chosen(x, positions, Broadcast.ints(indices), steps);
  }

  /**
   * Where the slices begin that the last axis of the indices names.
   *
   * @param batch leading axes that the indices share with the values
   */
  private static int[] slices(Constant indices, int[] within, int batch) {
    int depth = indices.dims().get(indices.rank() - 1);
    int[] dims = Broadcast.ints(indices);
    int[] walk = Broadcast.strides(dims);
    int[] strides = Broadcast.strides(within);
    int[] begins = new int[indices.size() / Math.max(1, depth)];
    for (int i = 0; i < begins.length; i++) {
      for (int a = 0; a < batch; a++) {
        begins[i] += i * depth / walk[a] % dims[a] * strides[a];
      }
      for (int d = 0; d < depth; d++) {
        begins[i] +=
            position(indices.integer(i * depth + d), within[batch + d]) * strides[batch + d];
      }
    }
    return begins;
  }

  private static Value gatherSlices(OnnxNode node, Steps steps) {
    Activation x = steps.lifted(node.activation(0));
    Constant indices = node.constant(1, "indices");
    int batch = Math.toIntExact(node.integer("batch_dims", 0));
    int[] within = lengths(x);
    int depth = indices.dims().get(indices.rank() - 1);
    if (depth == 1 && batch == 0) {
      List<Integer> shape = indices.dims().subList(0, indices.rank() - 1);
      return Selections.gather(node.activation(0), 0, indices, shape, steps);
    }
    UnsupportedNodeException.unless(
        batch >= 0 && batch < indices.rank() && batch + depth <= within.length,
        "indices of shape %s do not fit %d axes".formatted(indices.dims(), within.length));
    int[] rest = Arrays.copyOfRange(within, batch + depth, within.length);
    int size = (int) Broadcast.size(rest);
    int[] begins = slices(indices, within, batch);
    steps.budget().spend((long) begins.length * size);
    int[] positions = new int[begins.length * size];
    Arrays.setAll(positions, i -> begins[i / size] + i % size);
    int[] shape = Arrays.copyOf(Broadcast.ints(indices), indices.rank() - 1);
    int[] dims = Arrays.copyOf(shape, shape.length + rest.length);
    System.arraycopy(rest, 0, dims, shape.length, rest.length);
    return chosen(x, positions, dims, steps);
  }

  /** Where each element of the result comes from: the data, or the updates behind them. */
  private static int[] sources(Activation data, Steps steps) {
    int size = Math.toIntExact(data.shape().size());
    steps.budget().spend(size);
    return IntStream.range(0, size).toArray();
  }

  private static Value replaced(Activation data, Activation updates, int[] sources, Steps steps) {
    Activation both = steps.add(new Operation.Concat(1), flat(data, steps), flat(updates, steps));
    return chosen(both, sources, lengths(data), steps);
  }

  private static void checkReduction(OnnxNode node) {
    UnsupportedNodeException.unless(
        node.text("reduction", "none").equals("none"), "it adds up updates (reduction)");
  }

  private static Value scatterElements(OnnxNode node, Steps steps) {
    checkReduction(node);
    Activation data = given(node, 0, steps);
    Activation updates = given(node, 2, steps);
    Constant indices = node.constant(1, "indices");
    int axis = OnnxNode.axis(node.integer("axis", 0), data.rank() - 1);
    int[] within = lengths(data);
    UnsupportedNodeException.unless(
        updates.shape().size() == indices.size(), "its updates do not fit its indices");
    int[] sources = sources(data, steps);
    int size = sources.length;
    for (int i = 0; i < indices.size(); i++) {
      sources[position(indices, i, axis, within)] = size + i;
    }
    return replaced(data, updates, sources, steps);
  }

  private static Value scatterSlices(OnnxNode node, Steps steps) {
    checkReduction(node);
    Activation data = given(node, 0, steps);
    Activation updates = given(node, 2, steps);
    Constant indices = node.constant(1, "indices");
    int[] within = lengths(data);
    int depth = indices.dims().get(indices.rank() - 1);
    UnsupportedNodeException.unless(
        depth <= within.length, "its indices have more axes than its data");
    int[] begins = slices(indices, within, 0);
    int block = (int) Broadcast.size(Arrays.copyOfRange(within, depth, within.length));
    UnsupportedNodeException.unless(
        updates.shape().size() == (long) begins.length * block,
        "its updates do not fit its indices");
    int[] sources = sources(data, steps);
    int size = sources.length;
    for (int i = 0; i < begins.length; i++) {
      for (int j = 0; j < block; j++) {
        sources[begins[i] + j] = size + i * block + j;
      }
    }
    return replaced(data, updates, sources, steps);
  }
}
