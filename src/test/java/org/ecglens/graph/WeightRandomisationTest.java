package org.ecglens.graph;

import static org.assertj.core.api.Assertions.assertThat;

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
    Graph random = WeightRandomisation.randomised(graph, Set.of(last), 7);
    assertThat(weights(random, 0)).isEqualTo(weights(graph, 0));
    assertThat(weights(random, 1)).isNotEqualTo(weights(graph, 1));
    assertThat(sorted(weights(random, 1))).isEqualTo(sorted(weights(graph, 1)));
  }

  @Test
  void theSeedDecides() {
    Graph graph = graph();
    Set<String> all = Set.copyOf(WeightRandomisation.layers(graph));
    float[] one = weights(WeightRandomisation.randomised(graph, all, 7), 0);
    assertThat(weights(WeightRandomisation.randomised(graph, all, 7), 0)).isEqualTo(one);
    assertThat(weights(WeightRandomisation.randomised(graph, all, 8), 0)).isNotEqualTo(one);
  }
}
