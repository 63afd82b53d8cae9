package org.ecglens.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.ecglens.testing.OnnxModels;
import org.junit.jupiter.api.Test;

class WeightRandomisationTest {
  private static Graph graph() {
    return OnnxModels.model(17)
        .input("x", "batch", 3, 20)
        .weights("w1", 4, 3, 5)
        .weights("b1", 4)
        .node("Conv", "x, w1, b1 -> c1", "pads", new int[] {2, 2})
        .node("Relu", "c1 -> r1")
        .node("Flatten", "r1 -> f")
        .weights("w2", 80, 2)
        .node("MatMul", "f, w2 -> y")
        .output("y")
        .graph(3, 20);
  }

  private static float[] weights(Graph graph, int layer) {
    String name = WeightRandomisation.layers(graph).get(layer);
    Operation operation =
        graph.nodes().stream()
            .filter(node -> node.name().equals(name))
            .findFirst()
            .orElseThrow()
            .operation();
    return operation instanceof Operation.Convolution convolution
        ? convolution.weight().toArray()
        : ((Operation.Linear) operation).matrix().toArray();
  }

  private static float[] sorted(float[] values) {
    float[] copy = values.clone();
    Arrays.sort(copy);
    return copy;
  }

  @Test
  void layersAreThoseWithWeightsFromInputToOutput() {
    List<String> layers = WeightRandomisation.layers(graph());
    assertThat(layers).hasSize(2);
    assertThat(graph().convolutions()).containsExactly(layers.get(0));
  }

  @Test
  void namedLayersKeepTheirWeightsInAnotherOrder() {
    Graph graph = graph();
    String last = WeightRandomisation.layers(graph).get(1);
    Graph random = WeightRandomisation.randomised(graph, Set.of(last), 7, 0);
    assertThat(weights(random, 0)).isEqualTo(weights(graph, 0));
    assertThat(weights(random, 1)).isNotEqualTo(weights(graph, 1));
    assertThat(sorted(weights(random, 1))).isEqualTo(sorted(weights(graph, 1)));
  }

  @Test
  void theSeedDecides() {
    Graph graph = graph();
    Set<String> all = Set.copyOf(WeightRandomisation.layers(graph));
    float[] one = weights(WeightRandomisation.randomised(graph, all, 7, 0), 0);
    assertThat(weights(WeightRandomisation.randomised(graph, all, 7, 0), 0)).isEqualTo(one);
    assertThat(weights(WeightRandomisation.randomised(graph, all, 8, 0), 0)).isNotEqualTo(one);
    float[] initial = weights(WeightRandomisation.reinitialised(graph, 7, 0), 0);
    assertThat(weights(WeightRandomisation.reinitialised(graph, 7, 0), 0)).isEqualTo(initial);
    assertThat(weights(WeightRandomisation.reinitialised(graph, 8, 0), 0)).isNotEqualTo(initial);
  }

  /** One permutation stands for itself alone. */
  @Test
  void drawsDiffer() {
    Graph graph = graph();
    Set<String> all = Set.copyOf(WeightRandomisation.layers(graph));
    List<float[]> seen = new ArrayList<>();
    for (int draw = 0; draw < 5; draw++) {
      seen.add(weights(WeightRandomisation.randomised(graph, all, 7, draw), 0));
      seen.add(weights(WeightRandomisation.reinitialised(graph, 7, draw), 0));
    }
    assertThat(seen).doesNotHaveDuplicates();
  }

  /** N(0, 2 / fan-in): 60 weights of fan-in 15, and 160 of fan-in 80. */
  @Test
  void newWeightsHaveTheSizeOfTheLayerAndBiasesAreZero() {
    Graph initial = WeightRandomisation.reinitialised(graph(), 7, 0);
    double[] squares = {0, 0};
    int draws = 50;
    for (int draw = 0; draw < draws; draw++) {
      Graph random = WeightRandomisation.reinitialised(graph(), 7, draw);
      for (int layer = 0; layer < 2; layer++) {
        float[] weights = weights(random, layer);
        for (float weight : weights) {
          squares[layer] += (double) weight * weight / weights.length / draws;
        }
      }
    }
    assertThat(squares[0]).isCloseTo(2.0 / 15, within(0.1 * 2 / 15));
    assertThat(squares[1]).isCloseTo(2.0 / 80, within(0.1 * 2 / 80));
    Operation.Convolution convolution =
        initial.nodes().stream()
            .map(Node::operation)
            .filter(Operation.Convolution.class::isInstance)
            .map(Operation.Convolution.class::cast)
            .findFirst()
            .orElseThrow();
    assertThat(convolution.bias().toArray()).containsOnly(0);
    assertThat(convolution.strides()).isEqualTo(List.of(1));
  }
}
