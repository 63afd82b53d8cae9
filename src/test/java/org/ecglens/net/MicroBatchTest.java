package org.ecglens.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.ecglens.graph.Function;
import org.ecglens.graph.Graph;
import org.ecglens.graph.Node;
import org.ecglens.graph.Operation;
import org.ecglens.graph.Shape;
import org.ecglens.graph.Tensor;
import org.ecglens.net.kernel.BackwardRule;
import org.junit.jupiter.api.Test;

/** How rows are cut into micro-batches, and what happens to one that does not fit. */
class MicroBatchTest {
  private static final int LENGTH = 6;

  private record Told(int row, int target, float first) {}

  /** x → sigmoid → three weighted sums. */
  private static Graph graph() {
    float[] weights = new float[3 * LENGTH];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = i - 4;
    }
    return new Graph(
        "x",
        List.of(
            new Node(
                "s",
                "Sigmoid",
                new Operation.Elementwise(Function.SIGMOID, 0, 0),
                List.of("x"),
                "s"),
            new Node(
                "z",
                "Gemm",
                new Operation.Linear(1, Tensor.of(weights, 3, LENGTH), null),
                List.of("s"),
                "z")),
        List.of("z"),
        Map.of("x", Shape.of(LENGTH), "s", Shape.of(LENGTH), "z", Shape.of(3)));
  }

  /** x → sigmoid, with so many values. */
  private static Graph sigmoid(int length) {
    return new Graph(
        "x",
        List.of(
            new Node(
                "s",
                "Sigmoid",
                new Operation.Elementwise(Function.SIGMOID, 0, 0),
                List.of("x"),
                "s")),
        List.of("s"),
        Map.of("x", Shape.of(length), "s", Shape.of(length)));
  }

  private static void row(int row, float[] target, int offset) {
    for (int i = 0; i < LENGTH; i++) {
      target[offset + i] = (float) Math.sin(row + i);
    }
  }

  private static List<Told> gradients(Network network, int rows, Runnable... failures) {
    List<Told> told = new ArrayList<>();
    List<Runnable> left = new ArrayList<>(List.of(failures));
    network.gradients(
        rows,
        MicroBatchTest::row,
        new int[] {2, 0, 1},
        BackwardRule.GRADIENT,
        (row, target, gradient, prediction) -> {
          if (target == 1 && !left.isEmpty()) {
            left.remove(0).run();
          }
          told.add(new Told(row, target, gradient[0]));
        });
    return told;
  }

  private static void full() {
    throw new EngineException("CUDA out of memory. Tried to allocate 2.00 GiB");
  }

  @Test
  void halvesOfAMicroBatchThatDoesNotFitTellNothingTwice() {
    try (Network network = Networks.open(graph(), NetworkOptions.DEFAULT)) {
      List<Told> undisturbed = gradients(network, 21);
      List<Told> halved = gradients(network, 21, MicroBatchTest::full, MicroBatchTest::full);
      assertThat(undisturbed).hasSize(63);
      assertSame(halved, undisturbed);
      assertSame(gradients(network, 21), undisturbed);
    }
  }

  private static void assertSame(List<Told> told, List<Told> expected) {
    assertThat(told).hasSameSizeAs(expected);
    for (Told one : expected) {
      assertThat(told)
          .filteredOn(other -> other.row() == one.row() && other.target() == one.target())
          .singleElement()
          .satisfies(other -> assertThat(other.first()).isCloseTo(one.first(), within(1e-5f)));
    }
  }

  @Test
  void oneRowThatDoesNotFitAndOtherFailuresAreThrown() {
    try (Network network = Networks.open(graph(), NetworkOptions.DEFAULT)) {
      assertThatThrownBy(() -> gradients(network, 1, MicroBatchTest::full))
          .hasMessageContaining("out of memory");
      assertThatThrownBy(
              () ->
                  gradients(
                      network,
                      4,
                      () -> {
                        throw new EngineException("shapes differ");
                      }))
          .hasMessage("shapes differ");
    }
  }

  @Test
  void aMicroBatchTakesNoMoreThanItsShareOfMemory() {
    Device cpu = Device.cpu();
    assertThat(RowMemory.rows(sigmoid(LENGTH), 32, cpu)).isEqualTo(32);
    assertThat(RowMemory.rows(sigmoid(LENGTH), 7, cpu)).isEqualTo(7);
    assertThat(RowMemory.rows(sigmoid(100_000_000), 32, cpu)).isEqualTo(1);
    TreeSet<Integer> rows = new TreeSet<>();
    for (int length = 100_000; length < 30_000_000; length *= 2) {
      int fitting = RowMemory.rows(sigmoid(length), 32, cpu);
      assertThat((long) fitting * RowMemory.bytes(sigmoid(length)))
          .isLessThanOrEqualTo(fitting == 1 ? Long.MAX_VALUE : 256L << 20);
      assertThat(RowMemory.rows(sigmoid(length), 32, Device.gpu())).isGreaterThanOrEqualTo(fitting);
      rows.add(fitting);
    }
    assertThat(rows).containsExactly(1, 2, 4, 8, 16, 32);
  }
}
