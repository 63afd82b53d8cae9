package org.ecglens.graph;

import java.util.Optional;

/** Which outputs of a network are probabilities: those that a sigmoid or a softmax makes. */
public final class Probabilities {
  private Probabilities() {}

  /**
   * Whether an output is one. Steps behind the sigmoid or softmax that only move values about are
   * looked through, and so is the mean or maximum over the windows of a record.
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
    return isActivation(operation)
        || ((moves(operation) || operation instanceof Operation.Aggregate)
            && made.get().inputs().stream().allMatch(input -> is(graph, input)));
  }

  /** Whether an operation makes probabilities. */
  static boolean isActivation(Operation operation) {
    return operation instanceof Operation.Softmax
        || (operation instanceof Operation.Elementwise elementwise
            && elementwise.function() == Function.SIGMOID);
  }

  /** Whether an operation only moves values about. */
  static boolean moves(Operation operation) {
    return operation instanceof Operation.Reshape
        || operation instanceof Operation.Transpose
        || operation instanceof Operation.Slice
        || operation instanceof Operation.Gather
        || operation instanceof Operation.Concat;
  }
}
