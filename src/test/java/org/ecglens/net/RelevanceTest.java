package org.ecglens.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.ecglens.error.UserException;
import org.ecglens.graph.Function;
import org.ecglens.graph.Graph;
import org.ecglens.graph.Node;
import org.ecglens.graph.Operation;
import org.ecglens.graph.Shape;
import org.ecglens.graph.Tensor;
import org.ecglens.net.kernel.BackwardRule;
import org.ecglens.net.kernel.LayerRule;
import org.ecglens.net.kernel.RelevanceRules;
import org.ecglens.preprocess.HighPass;
import org.ecglens.preprocess.Preprocessing;
import org.ecglens.preprocess.Resample;
import org.ecglens.preprocess.SignalForm;
import org.ecglens.testing.OnnxModels;
import org.junit.jupiter.api.Test;

/** Relevance against what is known in closed form; against zennit in LibraryMapsTest. */
class RelevanceTest {
  private static final Operation RELU = new Operation.Elementwise(Function.RELU, 0, 0);
  private static final RelevanceRules COMPOSITE =
      new RelevanceRules(
          new LayerRule.Flat(), new LayerRule.AlphaBeta(1), new LayerRule.Epsilon(1e-9));

  private final Map<String, Shape> shapes = new HashMap<>();
  private final List<Node> nodes = new ArrayList<>();

  /** A network of ReLUs without biases is linear in each of its pieces: F = x · ∇F. */
  @Test
  void withoutBiasesEpsilonIsInputTimesGradientAndConserves() {
    try (Network network = Networks.open(residual(null), NetworkOptions.DEFAULT)) {
      float[][] x = inputs(3, network.inputSize());
      float[][] gradients = new float[3][];
      network.gradients(
          3,
          source(x),
          new int[] {1},
          BackwardRule.GRADIENT,
          (row, t, g, y) -> gradients[row] = g.clone());
      RelevanceRules rules = RelevanceRules.all(new LayerRule.Epsilon(1e-9));
      network.relevances(
          3,
          source(x),
          new int[] {1},
          rules,
          (row, target, relevance, prediction) -> {
            for (int i = 0; i < relevance.length; i++) {
              assertThat(relevance[i]).isCloseTo(x[row][i] * gradients[row][i], within(2e-4f));
            }
            assertThat(sum(relevance)).isCloseTo(prediction, within(1e-4));
          });
    }
  }

  /** Filters and resampling are linear, and no first layer, whose rule would be the flat one. */
  @Test
  void preprocessingSharesInProportion() throws Exception {
    Graph mean =
        OnnxModels.model(17)
            .input("x", "batch", 2, 25)
            .node("ReduceMean", "x -> y", "axes", new int[] {1, 2}, "keepdims", 0)
            .output("y")
            .graph(2, 25);
    Graph whole =
        Preprocessing.of(List.of(new HighPass(5, 2, null), new Resample(50)))
            .before(mean, new SignalForm(2, 50, 100.0, null));
    try (Network network = Networks.open(whole, NetworkOptions.DEFAULT)) {
      float[][] x = inputs(2, network.inputSize());
      float[][] gradients = new float[2][];
      network.gradients(
          2,
          source(x),
          new int[] {0},
          BackwardRule.GRADIENT,
          (row, t, g, y) -> gradients[row] = g.clone());
      float[][] relevances = relevances(network, x, COMPOSITE);
      for (int row = 0; row < 2; row++) {
        for (int i = 0; i < x[row].length; i++) {
          assertThat(relevances[row][i]).isCloseTo(x[row][i] * gradients[row][i], within(1e-4f));
        }
      }
    }
  }

  @Test
  void rulesConserveRelevanceWhereThereAreNoBiases() {
    try (Network network = Networks.open(residual(null), NetworkOptions.DEFAULT)) {
      float[][] x = inputs(3, network.inputSize());
      for (RelevanceRules rules :
          List.of(
              COMPOSITE,
              RelevanceRules.all(new LayerRule.Gamma(0.5)),
              RelevanceRules.all(new LayerRule.Flat()))) {
        network.relevances(
            3,
            source(x),
            new int[] {0, 1},
            rules,
            (row, target, relevance, prediction) ->
                assertThat(sum(relevance)).as("%s", rules).isCloseTo(prediction, within(2e-4)));
      }
    }
  }

  @Test
  void relevanceDoesNotDependOnTheBatch() {
    try (Network network = Networks.open(residual(tensor(2, 4)), NetworkOptions.DEFAULT)) {
      float[][] x = inputs(3, network.inputSize());
      // Inputs of one sign take a shorter way.
      for (int i = 0; i < x[2].length; i++) {
        x[2][i] = Math.abs(x[2][i]);
      }
      for (RelevanceRules rules :
          List.of(COMPOSITE, RelevanceRules.all(new LayerRule.AlphaBeta(2)))) {
        float[][] together = relevances(network, x, rules);
        for (int row = 0; row < 3; row++) {
          float[] alone = relevances(network, new float[][] {x[row]}, rules)[0];
          assertThat(alone).containsExactly(together[row], within(1e-5f));
        }
      }
    }
  }

  /** F = x0·x1 + x2: half of the product to each factor, in proportion between the terms. */
  @Test
  void productsAndSumsShareInProportion() {
    shapes.put("x", Shape.of(1, 3));
    add("a", new Operation.Slice(2, 0, 1, 1), Shape.of(1, 1), "x");
    add("b", new Operation.Slice(2, 1, 2, 1), Shape.of(1, 1), "x");
    add("c", new Operation.Slice(2, 2, 3, 1), Shape.of(1, 1), "x");
    add("ab", new Operation.Multiply(), Shape.of(1, 1), "a", "b");
    add("y", new Operation.Add(), Shape.of(1, 1), "ab", "c");
    try (Network network = Networks.open(graph("y"), NetworkOptions.DEFAULT)) {
      float[] relevance =
          relevances(network, new float[][] {{2, 3, -4}}, RelevanceRules.all(new LayerRule.Flat()))[
              0];
      assertThat(relevance).containsExactly(new float[] {3, 3, -4}, within(1e-4f));
    }
  }

  /** Of the larger value of each pair; functions and scales take nothing. */
  @Test
  void maximaTakeAll() {
    shapes.put("x", Shape.of(1, 4));
    add(
        "p",
        new Operation.MaxPool(List.of(2), List.of(2), List.of(0), List.of(0), List.of(1)),
        Shape.of(1, 2),
        "x");
    add("s", new Operation.Affine(Tensor.scalar(2), Tensor.scalar(1)), Shape.of(1, 2), "p");
    add("t", new Operation.Elementwise(Function.TANH, 0, 0), Shape.of(1, 2), "s");
    add("y", new Operation.ReduceSum(List.of(2), true), Shape.of(1, 1), "t");
    try (Network network = Networks.open(graph("y"), NetworkOptions.DEFAULT)) {
      float[] relevance =
          relevances(network, new float[][] {{0.1f, 0.4f, -0.2f, -0.7f}}, COMPOSITE)[0];
      assertThat(relevance)
          .containsExactly(
              new float[] {0, (float) Math.tanh(1.8), (float) Math.tanh(0.6), 0}, within(1e-4f));
    }
  }

  @Test
  void operationsWithoutARuleAreNamed() {
    shapes.put("x", Shape.of(1, 3));
    add("soft", new Operation.Softmax(2), Shape.of(1, 3), "x");
    try (Network network = Networks.open(graph("soft"), NetworkOptions.DEFAULT)) {
      assertThatThrownBy(() -> relevances(network, new float[1][3], COMPOSITE))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("lrp has no rule for node 'soft'");
    }
  }

  /** Convolution, ReLU, a convolution beside a shortcut, average pool, dense layer. */
  private Graph residual(Tensor bias) {
    shapes.put("x", Shape.of(2, 8));
    add("c1", convolution(4, 2, bias), Shape.of(4, 8), "x");
    add("r1", RELU, Shape.of(4, 8), "c1");
    add("c2", convolution(4, 4, bias), Shape.of(4, 8), "r1");
    add("r2", RELU, Shape.of(4, 8), "c2");
    add("sum", new Operation.Add(), Shape.of(4, 8), "r2", "r1");
    add("mean", new Operation.ReduceMean(List.of(2), false), Shape.of(4), "sum");
    add("y", new Operation.Linear(1, tensor(5, 2, 4), null), Shape.of(2), "mean");
    return graph("y");
  }

  private static Operation convolution(int out, int in, Tensor bias) {
    return new Operation.Convolution(
        tensor(in, out, in, 3), bias, List.of(1), List.of(1), List.of(1), List.of(1), 1);
  }

  private void add(String name, Operation operation, Shape shape, String... inputs) {
    nodes.add(new Node(name, name, operation, List.of(inputs), name));
    shapes.put(name, shape);
  }

  private Graph graph(String output) {
    return new Graph("x", nodes, List.of(output), shapes);
  }

  private static Tensor tensor(long seed, Integer... dims) {
    Random random = new Random(seed);
    int size = 1;
    for (int dim : dims) {
      size *= dim;
    }
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Tensor.of(values, dims);
  }

  private static float[][] relevances(Network network, float[][] x, RelevanceRules rules) {
    float[][] relevances = new float[x.length][];
    network.relevances(
        x.length,
        source(x),
        new int[] {0},
        rules,
        (row, target, relevance, prediction) -> relevances[row] = relevance.clone());
    return relevances;
  }

  private static float[][] inputs(int rows, int size) {
    Random random = new Random(3);
    float[][] x = new float[rows][size];
    for (float[] row : x) {
      for (int i = 0; i < size; i++) {
        row[i] = (float) random.nextGaussian();
      }
    }
    return x;
  }

  private static Network.RowSource source(float[][] x) {
    return (row, target, offset) -> System.arraycopy(x[row], 0, target, offset, x[row].length);
  }

  private static double sum(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum;
  }
}
