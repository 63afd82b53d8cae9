package org.ecglens.graph;

import java.util.Optional;

/** Which outputs of a network are probabilities: those that a sigmoid or a softmax makes. */
public final class Probabilities {
  private Probabilities() {}

  /**
   * Whether an output is one. Steps behind the sigmoid or softmax that only move values about are
   * looked through.
   *
   * @param output index of the output element, as targets number them
   */
  public static boolean has(Graph graph, int output) {
    long first = 0;
    for (String value : graph.outputs()) {
      first += graph.shape(value).size();
      if (output < first) {
        return is(graph, value);
      }
    }
    throw new IllegalArgumentException("the graph has no output " + output);
  }

  private static boolean is(Graph graph, String value) {
    Optional<Node> made =
        graph.nodes().stream().filter(node -> node.output().equals(value)).findFirst();
    if (made.isEmpty()) {
      return false;
    }
    Operation operation = made.get().operation();
    if (operation instanceof Operation.Softmax) {
      return true;
    }
    if (operation instanceof Operation.Elementwise elementwise) {
      return elementwise.function() == Function.SIGMOID;
    }
    boolean moves =
        operation instanceof Operation.Reshape
            || operation instanceof Operation.Transpose
            || operation instanceof Operation.Slice
            || operation instanceof Operation.Gather
            || operation instanceof Operation.Concat;
    return moves && made.get().inputs().stream().allMatch(input -> is(graph, input));
  }
}
