package org.ecglens.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.ecglens.random.Draws;

/**
 * Networks that have unlearned: the weights of some layers in random order (the model parameter
 * randomisation of Adebayo et al., Advances in Neural Information Processing Systems 2018;31).
 *
 * <p>A permutation keeps the distribution of a layer's weights exactly and needs no knowledge of
 * how they were first drawn, which a network's file does not tell. Weights and biases are permuted
 * apart.
 */
public final class WeightRandomisation {
  private WeightRandomisation() {}

  /**
   * Names of the nodes with weights, from the input to the output. Normalisation is a layer only
   * where the network's file has not folded it into a convolution.
   */
  public static List<String> layers(Graph graph) {
    return graph.nodes().stream()
        .filter(node -> hasWeights(node.operation()))
        .map(Node::name)
        .toList();
  }

  /** The network with some layers' weights permuted; every layer has a permutation of its own. */
  public static Graph randomised(Graph graph, Set<String> layers, long seed) {
    List<Node> nodes = new ArrayList<>();
    for (Node node : graph.nodes()) {
      nodes.add(
          layers.contains(node.name())
              ? new Node(
                  node.name(),
                  node.type(),
                  randomised(node.operation(), Draws.of(seed, "weights", node.name())),
                  node.inputs(),
                  node.output())
              : node);
    }
    return new Graph(graph.input(), nodes, graph.outputs(), graph.shapes());
  }

  private static boolean hasWeights(Operation operation) {
    if (operation instanceof Operation.Affine affine) {
      return size(affine.scale()) > 1 || size(affine.shift()) > 1;
    }
    if (operation instanceof Operation.PRelu prelu) {
      return size(prelu.slope()) > 1;
    }
    return operation instanceof Operation.Convolution
        || operation instanceof Operation.TransposedConvolution
        || operation instanceof Operation.Linear;
  }

  private static int size(Tensor tensor) {
    return tensor == null ? 0 : tensor.size();
  }

  private static Operation randomised(Operation operation, Draws draws) {
    if (operation instanceof Operation.Convolution layer) {
      return new Operation.Convolution(
          permuted(layer.weight(), draws, 0),
          permuted(layer.bias(), draws, 1),
          layer.strides(),
          layer.padsBegin(),
          layer.padsEnd(),
          layer.dilations(),
          layer.groups());
    }
    if (operation instanceof Operation.TransposedConvolution layer) {
      return new Operation.TransposedConvolution(
          permuted(layer.weight(), draws, 0),
          permuted(layer.bias(), draws, 1),
          layer.strides(),
          layer.padsBegin(),
          layer.padsEnd(),
          layer.dilations(),
          layer.groups());
    }
    if (operation instanceof Operation.Linear layer) {
      return new Operation.Linear(
          layer.axis(), permuted(layer.matrix(), draws, 0), permuted(layer.bias(), draws, 1));
    }
    if (operation instanceof Operation.Affine layer) {
      return new Operation.Affine(
          permuted(layer.scale(), draws, 0), permuted(layer.shift(), draws, 1));
    }
    if (operation instanceof Operation.PRelu layer) {
      return new Operation.PRelu(permuted(layer.slope(), draws, 0));
    }
    throw new IllegalArgumentException(operation + " has no weights");
  }

  private static Tensor permuted(Tensor tensor, Draws draws, long draw) {
    if (tensor == null) {
      return null;
    }
    int[] order = draws.permutation(tensor.size(), draw);
    float[] values = new float[order.length];
    for (int i = 0; i < order.length; i++) {
      values[i] = tensor.get(order[i]);
    }
    return Tensor.of(values, tensor.dims());
  }
}
