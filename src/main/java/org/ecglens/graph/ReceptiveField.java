package org.ecglens.graph;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How much of a record a layer's output looks at: for each position along time, the first and the
 * last sample on which its values can rest, by the shapes of the operations, whatever their weights
 * are.
 *
 * @param positions along time of the layer
 * @param samples that the position with the widest view looks at, from its first to its last
 * @param of samples in a lead of the record
 */
public record ReceptiveField(int positions, int samples, int of) {

  /**
   * The view of a layer.
   *
   * @param graph whose input is lead-major, so that its last axis are the samples, without what
   *     prepares a record for it
   */
  public static ReceptiveField of(Graph graph, MappedLayer layer) {
    Views views = new Views(graph);
    for (Node node : graph.nodes()) {
      if (node.isPreprocessing()) {
        throw new IllegalArgumentException(node.name() + " prepares records");
      }
      views.add(node);
      if (node.name().equals(layer.node())) {
        View view = views.of(node.output());
        return new ReceptiveField(view.length(), view.widest(), samples(graph));
      }
    }
    throw new IllegalArgumentException(layer.node());
  }

  private static int samples(Graph graph) {
    return graph.inputShape().dim(graph.inputShape().rank() - 1);
  }

  /**
   * First and last sample behind each position; where a value has no time axis there is one
   * position. An empty view, of padding and constants, has a first sample behind its last.
   */
  @SuppressWarnings("ArrayRecordComponent")
  private record View(int[] first, int[] last) {
    static View empty(int length) {
      int[] first = new int[length];
      int[] last = new int[length];
      Arrays.fill(first, Integer.MAX_VALUE);
      Arrays.fill(last, -1);
      return new View(first, last);
    }

    int length() {
      return first.length;
    }

    /** Adds what a position of another view looks at to one of this view. */
    void add(int position, View other, int from) {
      first[position] = Math.min(first[position], other.first[from]);
      last[position] = Math.max(last[position], other.last[from]);
    }

    /** All of it in one position. */
    View whole() {
      View whole = empty(1);
      for (int i = 0; i < length(); i++) {
        whole.add(0, this, i);
      }
      return whole;
    }

    int widest() {
      int widest = 0;
      for (int i = 0; i < length(); i++) {
        widest = Math.max(widest, last[i] - first[i] + 1);
      }
      return widest;
    }
  }

  private static final class Views {
    private final Graph graph;
    private final Map<String, Integer> times;
    private final Map<String, View> views = new HashMap<>();

    Views(Graph graph) {
      this.graph = graph;
      this.times = TimeAxes.of(graph);
      View input = View.empty(samples(graph));
      for (int i = 0; i < input.length(); i++) {
        input.first()[i] = i;
        input.last()[i] = i;
      }
      views.put(graph.input(), input);
    }

    View of(String value) {
      return views.get(value);
    }

    void add(Node node) {
      Integer time = times.get(node.output());
      if (time == null) {
        View all = View.empty(1);
        node.inputs().forEach(input -> all.add(0, of(input).whole(), 0));
        views.put(node.output(), all);
      } else {
        Shape shape = graph.shape(node.output());
        View view = View.empty(time == 0 ? shape.rows() : shape.dim(time));
        look(node, time, view);
        views.put(node.output(), view);
      }
    }

    private void look(Node node, int time, View view) {
      Operation operation = node.operation();
      View in = node.inputs().isEmpty() ? View.empty(1) : of(node.inputs().get(0));
      Integer before = node.inputs().isEmpty() ? null : times.get(node.inputs().get(0));
      if (operation instanceof Operation.Convolution own) {
        List<Integer> kernel = own.weight().dims().subList(2, own.weight().dims().size());
        windows(view, in, time - 2, kernel, own.strides(), own.padsBegin(), own.dilations(), false);
      } else if (operation instanceof Operation.TransposedConvolution own) {
        List<Integer> kernel = own.weight().dims().subList(2, own.weight().dims().size());
        windows(view, in, time - 2, kernel, own.strides(), own.padsBegin(), own.dilations(), true);
      } else if (operation instanceof Operation.MaxPool own) {
        windows(
            view,
            in,
            time - 2,
            own.kernel(),
            own.strides(),
            own.padsBegin(),
            own.dilations(),
            false);
      } else if (operation instanceof Operation.AveragePool own) {
        windows(
            view,
            in,
            time - 2,
            own.kernel(),
            own.strides(),
            own.padsBegin(),
            own.dilations(),
            false);
      } else if (operation instanceof Operation.Linear own && isAlong(own.axis(), before)) {
        linear(view, in, own.matrix());
      } else if (operation instanceof Operation.Recurrent own) {
        recurrent(view, in, own.reverse());
      } else if (operation instanceof Operation.Slice own && isAlong(own.axis(), before)) {
        for (int i = 0; i < view.length(); i++) {
          view.add(i, in, own.start() + i * own.step());
        }
      } else if (operation instanceof Operation.Gather own && isAlong(own.axis(), before)) {
        for (int i = 0; i < view.length(); i++) {
          view.add(i, in, own.indices().get(i));
        }
      } else if (operation instanceof Operation.Pad own && before != null && before >= 1) {
        for (int i = 0; i < in.length(); i++) {
          view.add(own.padsBegin().get(before - 1) + i, in, i);
        }
      } else if (operation instanceof Operation.Concat own && isAlong(own.axis(), time)) {
        joined(node, view);
      } else if (operation instanceof Operation.Reshape && in.length() != view.length()) {
        patches(view, in);
      } else if (mixes(operation, before)) {
        everywhere(view, node);
      } else {
        pointwise(view, node);
      }
    }

    private static boolean isAlong(int axis, Integer time) {
      return time != null && axis == time;
    }

    /** Whether each position rests on all. */
    private static boolean mixes(Operation operation, Integer time) {
      if (operation instanceof Operation.Softmax own) {
        return isAlong(own.axis(), time);
      } else if (operation instanceof Operation.LogSoftmax own) {
        return isAlong(own.axis(), time);
      } else if (operation instanceof Operation.Standardize own) {
        return time != null && own.axes().contains(time);
      } else {
        return operation instanceof Operation.MatMul;
      }
    }

    private void everywhere(View view, Node node) {
      for (String input : node.inputs()) {
        View whole = of(input).whole();
        for (int i = 0; i < view.length(); i++) {
          view.add(i, whole, 0);
        }
      }
    }

    private void pointwise(View view, Node node) {
      for (String input : node.inputs()) {
        View in = of(input).length() == view.length() ? of(input) : of(input).whole();
        for (int i = 0; i < view.length(); i++) {
          view.add(i, in, in.length() == 1 ? 0 : i);
        }
      }
    }

    private static void windows(
        View view,
        View in,
        int axis,
        List<Integer> kernel,
        List<Integer> strides,
        List<Integer> pads,
        List<Integer> dilations,
        boolean transposed) {
      int stride = strides.get(axis);
      int pad = pads.get(axis);
      int dilation = dilations.get(axis);
      View few = transposed ? in : view;
      View many = transposed ? view : in;
      for (int i = 0; i < few.length(); i++) {
        for (int tap = 0; tap < kernel.get(axis); tap++) {
          int other = i * stride - pad + tap * dilation;
          if (other >= 0 && other < many.length()) {
            view.add(transposed ? other : i, in, transposed ? i : other);
          }
        }
      }
    }

    private static void linear(View view, View in, Tensor matrix) {
      for (int out = 0; out < view.length(); out++) {
        for (int i = 0; i < in.length(); i++) {
          if (matrix.get(out * in.length() + i) != 0) {
            view.add(out, in, i);
          }
        }
      }
    }

    private static void recurrent(View view, View in, boolean reverse) {
      View state = View.empty(1);
      for (int step = 0; step < view.length(); step++) {
        int i = reverse ? view.length() - 1 - step : step;
        state.add(0, in, in.length() == 1 ? 0 : i);
        view.add(i, state, 0);
      }
    }

    private void joined(Node node, View view) {
      int position = 0;
      for (String input : node.inputs()) {
        View in = of(input);
        // A class token beside the steps has no time axis.
        int length = in.length();
        for (int i = 0; i < length && position < view.length(); i++) {
          view.add(position++, in, i);
        }
      }
    }

    /** Each position is as many of those before. */
    private static void patches(View view, View in) {
      int width = Math.max(1, in.length() / view.length());
      for (int i = 0; i < in.length(); i++) {
        view.add(Math.min(i / width, view.length() - 1), in, i);
      }
    }
  }
}
