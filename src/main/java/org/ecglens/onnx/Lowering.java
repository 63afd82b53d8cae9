package org.ecglens.onnx;

import java.util.List;

/** Rewrites one ONNX operator in canonical operations. */
@FunctionalInterface
interface Lowering {
  /**
   * Rewrites a node.
   *
   * @return one value per output; outputs beyond the list cannot be used
   * @throws UnsupportedNodeException if the node cannot be explained
   */
  List<Value> lower(OnnxNode node, Steps steps);

  /** Rewrites an operator of one output. */
  @FunctionalInterface
  interface Single {
    Value lower(OnnxNode node, Steps steps);
  }

  static Lowering single(Single lowering) {
    return (node, steps) -> List.of(lowering.lower(node, steps));
  }
}
