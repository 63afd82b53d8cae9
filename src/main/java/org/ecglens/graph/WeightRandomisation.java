package org.ecglens.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.ecglens.random.Draws;

/**
 * Networks that have unlearned (the model parameter randomisation of Adebayo et al., Advances in
 * Neural Information Processing Systems 2018;31), in two ways: the weights of some layers in random
 * order, or all weights drawn anew.
 *
 * <p>A permutation keeps the distribution of a layer's weights exactly and needs no knowledge of
 * how they were first drawn, which a network's file does not tell; but it keeps what that
 * distribution has learned too, such as the size of biases. Weights and biases are permuted apart.
 *
 * <p>New weights are drawn from N(0, 2 / fan-in) (He et al., "Delving deep into rectifiers", ICCV
 * 2015), which keeps the size of activations from layer to layer; biases are 0. Normalisations
 * begin at scale 1 and shift 0, slopes of PReLU at 0.25, as frameworks begin them.
 */
public final class WeightRandomisation {
  private static final float FIRST_SLOPE = 0.25f;

  private WeightRandomisation() {}

  /**
   * Names of the nodes with weights, from the input to the output. Normalisation is a layer only
   * where the network's file has not folded it into a convolution.
   */
  public static List<String> layers(Graph graph) {
    return graph.nodes().stream()
        .filter(node -> !node.isPreprocessing() && hasWeights(node.operation()))
        .map(Node::name)
        .toList();
  }

  /**
   * The network with some layers' weights permuted; every layer has a permutation of its own.
   *
   * @param draw number of the permutation, not negative; others are independent of it
   */
  public static Graph randomised(Graph graph, Set<String> layers, long seed, int draw) {
    return changed(
        graph,
        layers,
        node ->
            changed(node.operation(), permutation(Draws.of(seed, "weights", node.name()), draw)));
  }

  /**
   * The network as it may have been before it learned: the weights of all layers drawn anew.
   *
   * @param draw number of the initialisation, not negative; others are independent of it
   */
  public static Graph reinitialised(Graph graph, long seed, int draw) {
    return changed(
        graph,
        Set.copyOf(layers(graph)),
        node ->
            changed(
                node.operation(),
                initialisation(Draws.of(seed, "initial weights", node.name()), draw)));
  }

  private static Graph changed(
      Graph graph, Set<String> layers, Function<Node, Operation> operation) {
    List<Node> nodes = new ArrayList<>();
    for (Node node : graph.nodes()) {
      nodes.add(
          layers.contains(node.name())
              ? new Node(
                  node.name(), node.type(), operation.apply(node), node.inputs(), node.output())
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
        || operation instanceof Operation.Recurrent
        || operation instanceof Operation.Linear;
  }

  private static int size(Tensor tensor) {
    return tensor == null ? 0 : tensor.size();
  }

  /** What becomes of the weights of a layer; tensors are null where the layer has none. */
  private interface Change {
    Tensor weight(Tensor weight, long fanIn);

    Tensor bias(Tensor bias);

    Tensor scale(Tensor scale);

    Tensor slope(Tensor slope);
  }

  private static Operation changed(Operation operation, Change change) {
    if (operation instanceof Operation.Convolution layer) {
      return new Operation.Convolution(
          change.weight(layer.weight(), layer.weight().size() / layer.weight().dim(0)),
          change.bias(layer.bias()),
          layer.strides(),
          layer.padsBegin(),
          layer.padsEnd(),
          layer.dilations(),
          layer.groups());
    }
    if (operation instanceof Operation.TransposedConvolution layer) {
      // Its weights are [in, out / groups, kernel...].
      long fanIn = layer.weight().size() / layer.weight().dim(1) / layer.groups();
      return new Operation.TransposedConvolution(
          change.weight(layer.weight(), fanIn),
          change.bias(layer.bias()),
          layer.strides(),
          layer.padsBegin(),
          layer.padsEnd(),
          layer.dilations(),
          layer.groups());
    }
    if (operation instanceof Operation.Linear layer) {
      return new Operation.Linear(
          layer.axis(),
          change.weight(layer.matrix(), layer.matrix().dim(1)),
          change.bias(layer.bias()));
    }
    if (operation instanceof Operation.Recurrent layer) {
      return new Operation.Recurrent(
          layer.cell(),
          change.weight(layer.weight(), layer.weight().dim(1)),
          change.bias(layer.bias()),
          layer.hidden(),
          layer.memory(),
          layer.reverse());
    }
    if (operation instanceof Operation.Affine layer) {
      return new Operation.Affine(change.scale(layer.scale()), change.bias(layer.shift()));
    }
    if (operation instanceof Operation.PRelu layer) {
      return new Operation.PRelu(change.slope(layer.slope()));
    }
    throw new IllegalArgumentException(operation + " has no weights");
  }

  private static Change permutation(Draws draws, int draw) {
    return new Change() {
      @Override
      public Tensor weight(Tensor weight, long fanIn) {
        return permuted(weight, draws, 2L * draw);
      }

      @Override
      public Tensor bias(Tensor bias) {
        return permuted(bias, draws, 2L * draw + 1);
      }

      @Override
      public Tensor scale(Tensor scale) {
        return permuted(scale, draws, 2L * draw);
      }

      @Override
      public Tensor slope(Tensor slope) {
        return permuted(slope, draws, 2L * draw);
      }
    };
  }

  private static Change initialisation(Draws draws, int draw) {
    return new Change() {
      @Override
      public Tensor weight(Tensor weight, long fanIn) {
        double[] normal = new double[weight.size()];
        draws.gaussians(draw, normal);
        double deviation = Math.sqrt(2.0 / fanIn);
        float[] values = new float[normal.length];
        for (int i = 0; i < values.length; i++) {
          values[i] = (float) (deviation * normal[i]);
        }
        return Tensor.of(values, weight.dims());
      }

      @Override
      public Tensor bias(Tensor bias) {
        return filled(bias, 0);
      }

      @Override
      public Tensor scale(Tensor scale) {
        return filled(scale, 1);
      }

      @Override
      public Tensor slope(Tensor slope) {
        return filled(slope, FIRST_SLOPE);
      }
    };
  }

  private static Tensor filled(Tensor tensor, float value) {
    if (tensor == null) {
      return null;
    }
    float[] values = new float[tensor.size()];
    Arrays.fill(values, value);
    return Tensor.of(values, tensor.dims());
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
