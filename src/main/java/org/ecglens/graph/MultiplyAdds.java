package org.ecglens.graph;

import java.util.Comparator;
import java.util.List;

/**
 * Multiplications and additions of one row's pass forward, as convolutions, products and recurrent
 * layers are defined: faster algorithms need fewer. A pass back takes about as many again.
 * Functions of single values and pools are not counted.
 */
public final class MultiplyAdds {
  private MultiplyAdds() {}

  /**
   * Those of one node.
   *
   * @param node with the work
   * @param count at least 1
   */
  public record Share(Node node, long count) {}

  /** Nodes that multiply, those with most work first. */
  public static List<Share> of(Graph graph) {
    return graph.nodes().stream()
        .map(node -> new Share(node, count(graph, node)))
        .filter(share -> share.count() > 0)
        .sorted(Comparator.comparingLong(Share::count).reversed())
        .toList();
  }

  private static long count(Graph graph, Node node) {
    Operation operation = node.operation();
    long outputs = graph.shape(node.output()).size();
    if (operation instanceof Operation.Convolution own) {
      return outputs * (own.weight().size() / own.weight().dim(0));
    } else if (operation instanceof Operation.TransposedConvolution own) {
      return inputs(graph, node) * (own.weight().size() / own.weight().dim(0));
    } else if (operation instanceof Operation.Linear own) {
      return outputs * own.matrix().dim(1);
    } else if (operation instanceof Operation.Recurrent own) {
      Shape steps = graph.shape(node.output());
      return outputs / steps.dim(steps.rank() - 1) * own.weight().size();
    } else if (operation instanceof Operation.MatMul) {
      Shape first = graph.shape(node.inputs().get(0));
      return outputs * first.dim(first.rank() - 1);
    }
    return 0;
  }

  private static long inputs(Graph graph, Node node) {
    return graph.shape(node.inputs().get(0)).size();
  }
}
