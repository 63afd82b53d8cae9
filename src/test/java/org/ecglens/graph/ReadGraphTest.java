package org.ecglens.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ecglens.error.UserException;
import org.ecglens.graph.Readout.OverTime;
import org.ecglens.net.Network;
import org.ecglens.net.NetworkOptions;
import org.ecglens.net.Networks;
import org.ecglens.net.kernel.BackwardRule;
import org.ecglens.testing.OnnxModels;
import org.junit.jupiter.api.Test;

class ReadGraphTest {
  private static final int LEADS = 2;
  private static final int SAMPLES = 12;

  private static OnnxModels classes() {
    return OnnxModels.model(17)
        .input("x", "batch", LEADS, SAMPLES)
        .node("Flatten", "x -> f")
        .weights("w", LEADS * SAMPLES, 3)
        .node("MatMul", "f, w -> z");
  }

  private static OnnxModels softmax() {
    return classes().node("Softmax", "z -> p", "axis", 1).node("Flatten", "p -> y").output("y");
  }

  private static Readout logit(int output, Integer minus) {
    return new Readout(output, true, OverTime.STEP, minus, false);
  }

  private static float[] record() {
    Random random = new Random(5);
    float[] values = new float[LEADS * SAMPLES];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Found(float[] outputs, List<float[]> gradients) {}

  private static Found run(ReadGraph read) {
    float[] record = record();
    List<float[]> gradients = new ArrayList<>();
    float[][] outputs = new float[1][];
    try (Network network = Networks.open(read.graph(), NetworkOptions.DEFAULT)) {
      Network.RowSource source =
          (row, target, offset) -> System.arraycopy(record, 0, target, offset, record.length);
      network.predict(1, source, (row, values) -> outputs[0] = values.clone());
      network.gradients(
          1,
          source,
          read.outputs().stream().mapToInt(Integer::intValue).toArray(),
          BackwardRule.GRADIENT,
          (row, target, gradient, prediction) -> gradients.add(gradient.clone()));
    }
    return new Found(outputs[0], gradients);
  }

  private static double[] logits() {
    float[] outputs =
        run(ReadGraph.of(classes().output("z").graph(LEADS, SAMPLES), List.of())).outputs();
    return new double[] {outputs[0], outputs[1], outputs[2]};
  }

  @Test
  void outputsAloneLeaveTheNetworkAsItIs() {
    Graph graph = softmax().graph(LEADS, SAMPLES);
    ReadGraph read = ReadGraph.of(graph, List.of(Readout.of(2), Readout.of(0)));
    assertThat(read.graph()).isSameAs(graph);
    assertThat(read.outputs()).containsExactly(2, 0);
  }

  @Test
  void theLogitStandsBeforeTheSoftmaxThroughWhatMovesIt() {
    ReadGraph read =
        ReadGraph.of(
            softmax().graph(LEADS, SAMPLES), List.of(logit(1, null), logit(2, 0), Readout.of(1)));
    Found found = run(read);
    double[] z = logits();
    assertThat(found.outputs()[read.outputs().get(0)]).isCloseTo((float) z[1], within(1e-6f));
    assertThat(found.outputs()[read.outputs().get(1)])
        .isCloseTo((float) (z[2] - z[0]), within(1e-6f));
    double sum = Math.exp(z[0]) + Math.exp(z[1]) + Math.exp(z[2]);
    assertThat(read.outputs().get(2)).isEqualTo(1);
    assertThat(found.outputs()[1]).isCloseTo((float) (Math.exp(z[1]) / sum), within(1e-6f));
  }

  /** The map of a linear logit is its column of weights, that of a difference their difference. */
  @Test
  void gradientsAreThoseOfTheLogit() {
    Graph plain = classes().output("z").graph(LEADS, SAMPLES);
    Found columns = run(ReadGraph.of(plain, List.of(Readout.of(0), Readout.of(1), Readout.of(2))));
    Found found =
        run(ReadGraph.of(softmax().graph(LEADS, SAMPLES), List.of(logit(1, null), logit(2, 0))));
    for (int i = 0; i < LEADS * SAMPLES; i++) {
      assertThat(found.gradients().get(0)[i]).isEqualTo(columns.gradients().get(1)[i]);
      assertThat(found.gradients().get(1)[i])
          .isCloseTo(columns.gradients().get(2)[i] - columns.gradients().get(0)[i], within(1e-6f));
    }
  }

  @Test
  void aSigmoidCanBePutBehindALogit() {
    ReadGraph read =
        ReadGraph.of(
            classes().output("z").graph(LEADS, SAMPLES),
            List.of(new Readout(2, false, OverTime.STEP, null, true)));
    assertThat(run(read).outputs()[read.outputs().get(0)])
        .isCloseTo((float) (1 / (1 + Math.exp(-logits()[2]))), within(1e-6f));
  }

  @Test
  void timeIsReducedOfTheElementsOwnChannel() {
    // Outputs [lead][sample], so element 15 is lead 1, sample 3.
    Graph graph =
        OnnxModels.model(17)
            .input("x", "batch", LEADS, SAMPLES)
            .node("Sigmoid", "x -> y")
            .output("y")
            .graph(LEADS, SAMPLES);
    ReadGraph read =
        ReadGraph.of(
            graph,
            List.of(
                new Readout(15, true, OverTime.MEAN, null, false),
                new Readout(0, true, OverTime.MAXIMUM, null, false),
                new Readout(15, false, OverTime.MAXIMUM, 0, false)));
    Found found = run(read);
    float[] record = record();
    double mean = 0;
    float[] largest = {Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY};
    for (int i = 0; i < SAMPLES; i++) {
      mean += record[SAMPLES + i] / SAMPLES;
      largest[0] = Math.max(largest[0], record[i]);
      largest[1] = Math.max(largest[1], record[SAMPLES + i]);
    }
    assertThat(found.outputs()[read.outputs().get(0)]).isCloseTo((float) mean, within(1e-6f));
    assertThat(found.outputs()[read.outputs().get(1)]).isEqualTo(largest[0]);
    double[] sigmoids = {1 / (1 + Math.exp(-largest[0])), 1 / (1 + Math.exp(-largest[1]))};
    assertThat(found.outputs()[read.outputs().get(2)])
        .isCloseTo((float) (sigmoids[1] - sigmoids[0]), within(1e-6f));
    assertThat(found.gradients().get(0)).startsWith(0f).endsWith(1f / SAMPLES);
  }

  @Test
  void whatIsNotThereIsRefused() {
    Graph plain = classes().output("z").graph(LEADS, SAMPLES);
    assertThatThrownBy(() -> ReadGraph.of(plain, List.of(logit(0, null))))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("'z' is not that of a sigmoid or softmax");
    Graph square =
        OnnxModels.model(17)
            .input("x", "batch", 3, 3)
            .node("Relu", "x -> y")
            .output("y")
            .graph(3, 3);
    Readout mean = new Readout(0, false, OverTime.MEAN, null, false);
    assertThatThrownBy(() -> ReadGraph.of(square, List.of(mean)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("[3, 3]: no axis is longer than the others");
  }
}
