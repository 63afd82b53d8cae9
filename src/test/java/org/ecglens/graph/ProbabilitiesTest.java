package org.ecglens.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.ecglens.testing.OnnxModels;
import org.junit.jupiter.api.Test;

class ProbabilitiesTest {
  private static OnnxModels network() {
    return OnnxModels.model(17)
        .input("x", "batch", 2, 3)
        .node("Flatten", "x -> f")
        .weights("w", 6, 2)
        .node("MatMul", "f, w -> z");
  }

  @Test
  void sigmoidAndSoftmaxMakeProbabilities() {
    Graph sigmoid = network().node("Sigmoid", "z -> y").output("y").graph(2, 3);
    Graph softmax = network().node("Softmax", "z -> y", "axis", 1).output("y").graph(2, 3);
    for (int output = 0; output < 2; output++) {
      assertThat(Probabilities.has(sigmoid, output)).isTrue();
      assertThat(Probabilities.has(softmax, output)).isTrue();
    }
  }

  @Test
  void othersAreNone() {
    assertThat(Probabilities.has(network().output("z").graph(2, 3), 0)).isFalse();
    Graph scaled =
        network()
            .node("Sigmoid", "z -> s")
            .constant("c", new float[] {400}, 1)
            .node("Mul", "s, c -> y")
            .output("y")
            .graph(2, 3);
    assertThat(Probabilities.has(scaled, 1)).isFalse();
  }

  @Test
  void everyOutputIsLookedAtByItself() {
    Graph both = network().node("Sigmoid", "z -> y").output("z").output("y").graph(2, 3);
    assertThat(Probabilities.has(both, 0)).isFalse();
    assertThat(Probabilities.has(both, 1)).isFalse();
    assertThat(Probabilities.has(both, 2)).isTrue();
    assertThat(Probabilities.has(both, 3)).isTrue();
  }
}
