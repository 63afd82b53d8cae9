package org.ecglens.net.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.ecglens.error.UserException;
import org.ecglens.graph.Graph;
import org.ecglens.graph.Node;
import org.ecglens.graph.Operation;

/** How relevance goes back through each operation of a network. */
public final class RelevanceKernels {
  private RelevanceKernels() {}

  /**
   * The kernels of all nodes, by name.
   *
   * @param graph whose normalisations are folded into convolutions
   * @param forward kernels of the nodes, by name
   * @throws UserException if there is no rule for an operation
   */
  public static Map<String, RelevanceKernel> of(
      Graph graph,
      RelevanceRules rules,
      Map<String, Kernel> forward,
      NDManager manager,
      Kernels.Convolutions convolutions) {
    check(graph);
    Set<String> weighted = new HashSet<>();
    Map<String, RelevanceKernel> kernels = new HashMap<>();
    for (Node node : graph.nodes()) {
      Kernel kernel = forward.get(node.name());
      boolean first = node.inputs().stream().noneMatch(weighted::contains);
      Operation operation = node.operation();
      if (node.isPreprocessing()) {
        kernels.put(node.name(), prepares(operation, kernel));
      } else if (WeightedLayer.is(operation)) {
        LayerRule rule =
            WeightedLayer.isConvolution(operation) ? rules.convolution() : rules.dense();
        SignedRelevance.Layers layers =
            changed ->
                Kernels.of(
                    new Node(node.name(), node.type(), changed, node.inputs(), node.output()),
                    graph,
                    manager,
                    convolutions);
        kernels.put(node.name(), weighted(first ? rules.first() : rule, operation, kernel, layers));
        weighted.add(node.output());
      } else {
        kernels.put(node.name(), of(operation, kernel));
        if (!first) {
          weighted.add(node.output());
        }
      }
    }
    return kernels;
  }

  /**
   * Checks that there is a rule for every operation.
   *
   * @throws UserException naming the first that has none
   */
  public static void check(Graph graph) {
    for (Node node : graph.nodes()) {
      Operation operation = node.operation();
      if (operation instanceof Operation.Recurrent
          || operation instanceof Operation.Softmax
          || operation instanceof Operation.LogSoftmax) {
        throw new UserException(
            "lrp has no rule for node '%s' (%s): leave lrp out of the methods; deeplift and integrated-gradients explain such networks"
                .formatted(node.name(), node.type()));
      }
    }
  }

  private static RelevanceKernel weighted(
      LayerRule rule, Operation layer, Kernel kernel, SignedRelevance.Layers layers) {
    if (rule instanceof LayerRule.Epsilon epsilon) {
      return new ProportionalRelevance(kernel, epsilon.epsilon(), 1);
    } else if (rule instanceof LayerRule.Gamma gamma) {
      return SignedRelevance.of(gamma, layer, layers);
    } else if (rule instanceof LayerRule.AlphaBeta alphaBeta) {
      return SignedRelevance.of(alphaBeta, layer, layers);
    }
    return new FlatRelevance(
        layers.of(
            WeightedLayer.with(layer, weight -> WeightedLayer.map(weight, w -> 1), bias -> null)));
  }

  /** Linear steps share relevance in proportion, whatever rule the first layer has. */
  private static RelevanceKernel prepares(Operation operation, Kernel kernel) {
    if (operation instanceof Operation.Divide) {
      return (inputs, output, relevance) ->
          new NDArray[] {
            Arrays.unbroadcast(relevance, inputs.get(0).getShape()), inputs.get(1).zerosLike()
          };
    }
    boolean linear =
        WeightedLayer.is(operation)
            || operation instanceof Operation.ZeroPhaseFilter
            || operation instanceof Operation.Aggregate;
    return linear
        ? new ProportionalRelevance(kernel, ProportionalRelevance.STABILIZER, 1)
        : of(operation, kernel);
  }

  private static RelevanceKernel of(Operation operation, Kernel kernel) {
    if (operation instanceof Operation.Elementwise
        || operation instanceof Operation.PRelu
        || operation instanceof Operation.Affine
        || operation instanceof Operation.Standardize) {
      // Each value has one input that counts, which takes all of its relevance.
      return (inputs, output, relevance) ->
          new NDArray[] {Arrays.unbroadcast(relevance, inputs.get(0).getShape())};
    } else if (operation instanceof Operation.Add
        || operation instanceof Operation.Subtract
        || operation instanceof Operation.AveragePool
        || operation instanceof Operation.ReduceSum
        || operation instanceof Operation.ReduceMean) {
      return new ProportionalRelevance(kernel, ProportionalRelevance.STABILIZER, 1);
    } else if (operation instanceof Operation.Multiply || operation instanceof Operation.MatMul) {
      return new ProportionalRelevance(kernel, ProportionalRelevance.STABILIZER, 2);
    }
    // What is moved or chosen takes its relevance along.
    return (inputs, output, relevance) ->
        kernel.gradient(inputs, output, relevance, BackwardRule.GRADIENT);
  }
}
