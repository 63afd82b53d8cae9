package org.ecglens.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which axis of a network's values runs over time, as far as operations keep it: from the samples
 * of the input through convolutions, patches, transpositions and attention. Axes are counted as a
 * file counts them, the rows first.
 */
final class TimeAxes {
  private static final int NONE = -1;

  private final Graph graph;
  private final Map<String, Integer> axes = new HashMap<>();

  private TimeAxes(Graph graph) {
    this.graph = graph;
    axes.put(graph.input(), graph.inputShape().rank() - 1);
    for (Node node : graph.nodes()) {
      int axis = axis(node);
      if (axis != NONE && length(node.output(), axis) > 1) {
        axes.put(node.output(), axis);
      }
    }
  }

  /**
   * The axis of each value that has one longer than 1.
   *
   * @param graph whose input is lead-major, so that its last axis are the samples
   */
  static Map<String, Integer> of(Graph graph) {
    return Map.copyOf(new TimeAxes(graph).axes);
  }

  private int length(String value, int axis) {
    Shape shape = graph.shape(value);
    return axis == 0 ? shape.rows() : shape.dim(axis);
  }

  private int axis(Node node) {
    Operation operation = node.operation();
    if (node.isPreprocessing()) {
      return graph.shape(node.output()).rank() - 1;
    }
    if (operation instanceof Operation.MatMul) {
      return ofProduct(node);
    }
    int axis = NONE;
    for (String input : node.inputs()) {
      axis = axis == NONE ? axes.getOrDefault(input, NONE) : axis;
    }
    if (axis == NONE) {
      return NONE;
    }
    if (operation instanceof Operation.Convolution
        || operation instanceof Operation.TransposedConvolution
        || operation instanceof Operation.MaxPool
        || operation instanceof Operation.AveragePool) {
      return axis == 1 ? NONE : axis;
    } else if (operation instanceof Operation.Linear linear) {
      return linear.axis() == axis ? NONE : axis;
    } else if (operation instanceof Operation.Recurrent) {
      return axis == 2 ? NONE : axis;
    } else if (operation instanceof Operation.Transpose transpose) {
      return transpose.permutation().indexOf(axis);
    } else if (operation instanceof Operation.ReduceSum reduce) {
      return reduced(axis, reduce.axes(), reduce.keepDims());
    } else if (operation instanceof Operation.ReduceMean reduce) {
      return reduced(axis, reduce.axes(), reduce.keepDims());
    } else if (operation instanceof Operation.ReduceMax reduce) {
      return reduced(axis, reduce.axes(), reduce.keepDims());
    } else if (operation instanceof Operation.Reshape) {
      return reshaped(axis, graph.shape(node.inputs().get(0)), graph.shape(node.output()));
    }
    return axis;
  }

  private static int reduced(int axis, List<Integer> axes, boolean keep) {
    if (axes.contains(axis)) {
      return NONE;
    }
    return keep ? axis : axis - (int) axes.stream().filter(reduced -> reduced < axis).count();
  }

  /** Rows of the first factor, or columns of the second; what is summed over is gone. */
  private int ofProduct(Node node) {
    int first = axes.getOrDefault(node.inputs().get(0), NONE);
    int second = axes.getOrDefault(node.inputs().get(1), NONE);
    int last = graph.shape(node.output()).rank() - 1;
    if (first != NONE && first != last) {
      return first;
    }
    return second == last - 1 ? NONE : second;
  }

  /** The axis with as much before it and its length, or a part of it: patches of samples. */
  private static int reshaped(int axis, Shape from, Shape to) {
    long before = 1;
    for (int i = 0; i < axis; i++) {
      before *= i == 0 ? from.rows() : from.dim(i);
    }
    int length = axis == 0 ? from.rows() : from.dim(axis);
    long passed = 1;
    for (int i = 0; i < to.rank(); i++) {
      int own = i == 0 ? to.rows() : to.dim(i);
      if (passed == before && own > 1 && length % own == 0) {
        return i;
      }
      passed *= own;
    }
    return NONE;
  }
}
