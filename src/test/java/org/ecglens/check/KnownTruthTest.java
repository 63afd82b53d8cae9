package org.ecglens.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.ecglens.attribution.Attribution;
import org.ecglens.attribution.AttributionMethod;
import org.ecglens.attribution.ExplainableBatch;
import org.ecglens.attribution.Methods;
import org.ecglens.attribution.Preset;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Labels;
import org.ecglens.graph.Graph;
import org.ecglens.net.Network;
import org.ecglens.net.NetworkOptions;
import org.ecglens.net.Networks;
import org.ecglens.perturbation.Mode;
import org.ecglens.perturbation.PerturbationOperators;
import org.ecglens.perturbation.PerturbationPlan;
import org.ecglens.random.Draws;
import org.ecglens.testing.OnnxModels;
import org.junit.jupiter.api.Test;

/** Networks whose right explanation is known: good maps score better than bad ones. */
class KnownTruthTest {
  private static final int V5 = 10;
  private static final int SAMPLES = 600;
  private static final List<Ecg> BEATS = Batches.beats(12);

  /** The map of another method, changed. */
  private record Changed(String name, AttributionMethod from, Change change)
      implements AttributionMethod {
    private static final long serialVersionUID = 1L;

    @Override
    public Attribution[][] attribute(ExplainableBatch batch) {
      Attribution[][] maps = from.attribute(batch);
      for (Attribution[] targets : maps) {
        float[] changed = targets[0].values().clone();
        for (int i = 0; i < changed.length; i++) {
          changed[i] = (float) change.applyAsDouble(changed[i]);
        }
        targets[0] = new Attribution(changed, targets[0].prediction(), null);
      }
      return maps;
    }
  }

  private interface Change extends DoubleUnaryOperator, java.io.Serializable {}

  private static AttributionMethod method(String name) {
    return Methods.create(name, Preset.PAPER, Map.of());
  }

  /** Points that matter little where the truth says much. */
  private static AttributionMethod inverted(AttributionMethod truth) {
    return new Changed("inverted", truth, value -> 1 / (1e-6 + Math.abs(value)));
  }

  private static Graph linear(float[] weights) {
    return OnnxModels.model(17)
        .input("x", "batch", 12, SAMPLES)
        .node("Flatten", "x -> f")
        .constant("w", weights, 12 * SAMPLES, 1)
        .node("MatMul", "f, w -> y")
        .output("y")
        .graph(12, SAMPLES);
  }

  private static float[] randomWeights() {
    double[] values = new double[12 * SAMPLES];
    Draws.of(3, "weights").gaussians(0, values);
    float[] weights = new float[values.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) values[i];
    }
    return weights;
  }

  private static ResultList look(
      Graph graph, String label, List<String> checks, AttributionMethod... methods)
      throws IOException {
    ResultList results = new ResultList();
    PerturbationPlan plan =
        PerturbationPlan.of(Mode.CORRECTED, PerturbationOperators.create("zero", Map.of()), 1)
            .withIterations(40);
    try (Network network = Networks.open(graph, NetworkOptions.DEFAULT)) {
      ExplainedBatch batch =
          Batches.explained("m", graph, network, label, Arrays.asList(methods), BEATS);
      List<Check> started =
          new CheckPlan(checks, 1, 2, 1).start(List.of(batch.plan()), List.of(plan), false, null);
      for (Check check : started) {
        check.look(batch, results);
        check.finish(results);
      }
    }
    return results;
  }

  /**
   * Linear in the size of every value, so that a point taken out takes weight times value and all
   * points pull the same way. (Where they pull both ways, those of a true map cancel each other.)
   */
  @Test
  void weightTimesValueIsBestAndItsInverseWorst() throws Exception {
    float[] weights = randomWeights();
    for (int i = 0; i < weights.length; i++) {
      weights[i] = Math.abs(weights[i]);
    }
    Graph graph =
        OnnxModels.model(17)
            .input("x", "batch", 12, SAMPLES)
            .node("Abs", "x -> a")
            .node("Flatten", "a -> f")
            .constant("w", weights, 12 * SAMPLES, 1)
            .node("MatMul", "f, w -> y")
            .output("y")
            .graph(12, SAMPLES);
    AttributionMethod truth = method("input-x-gradient");
    ResultList results =
        look(
            graph,
            Labels.RATE,
            List.of(),
            truth,
            method("saliency"),
            method("random"),
            inverted(truth));
    for (String metric : List.of("aopc", "abpc", "aopc-over-random")) {
      ordered(results, metric, "input-x-gradient", "saliency", "random", "inverted");
    }
    // Every method is measured by its own largest shift.
    ordered(results, "degradation-score", "input-x-gradient", "random", "inverted");
  }

  private static void ordered(ResultList results, String metric, String... best) {
    for (int i = 1; i < best.length; i++) {
      assertThat(results.mean(best[i - 1], metric))
          .as(metric)
          .isGreaterThan(results.mean(best[i], metric));
    }
  }

  /** The gradient of a linear network says what any change does, exactly but for float32. */
  @Test
  void theGradientOfALinearNetworkHasNoInfidelity() throws Exception {
    ResultList results =
        look(
            linear(randomWeights()),
            Labels.RATE,
            List.of(CheckPlan.INFIDELITY),
            method("saliency"),
            method("random"));
    assertThat(results.mean("saliency", "infidelity")).isCloseTo(0, within(1e-4));
    assertThat(results.mean("random", "infidelity")).isGreaterThan(0.9);
  }

  @Test
  void aNetworkThatReadsTInV5IsLocalisedThere() throws Exception {
    float[] weights = new float[12 * SAMPLES];
    int onset = BEATS.stream().mapToInt(beat -> beat.waves().tOnset()).max().orElseThrow();
    int offset = BEATS.stream().mapToInt(beat -> beat.waves().tOffset()).min().orElseThrow();
    assertThat(onset).isLessThan(offset);
    for (int sample = onset; sample <= offset; sample++) {
      weights[V5 * SAMPLES + sample] = 1f / (offset - onset);
    }
    AttributionMethod truth = method("saliency");
    ResultList results =
        look(
            linear(weights),
            Labels.T,
            List.of(CheckPlan.LOCALISATION),
            truth,
            method("random"),
            inverted(truth));
    assertThat(results.mean("saliency", "wave-share")).isCloseTo(1, within(1e-6));
    assertThat(results.mean("saliency", "pointing-game")).isEqualTo(1);
    assertThat(results.mean("random", "wave-share-over-area")).isCloseTo(1, within(0.1));
    assertThat(results.mean("random", "pointing-game")).isLessThan(0.5);
    for (String metric : List.of("wave-share", "rank-accuracy", "auprc")) {
      assertThat(results.mean("saliency", metric))
          .as(metric)
          .isGreaterThan(results.mean("random", metric));
      assertThat(results.mean("random", metric))
          .as(metric)
          .isGreaterThan(results.mean("inverted", metric));
    }
  }

  /** R amplitude as it is defined: two points, of which one is the peak. */
  @Test
  void aNetworkThatReadsRLessQrsOnsetIsExplainedByTwoPoints() throws Exception {
    int onset = BEATS.stream().mapToInt(beat -> beat.waves().qrsOnset()).max().orElseThrow();
    int peak = BEATS.get(0).waves().qrsPeak();
    float[] weights = new float[12 * SAMPLES];
    weights[V5 * SAMPLES + peak] = 1;
    weights[V5 * SAMPLES + onset] = -1;
    ResultList results =
        look(
            linear(weights),
            Labels.R,
            List.of(CheckPlan.LOCALISATION, CheckPlan.COMPLEXITY),
            method("saliency"),
            method("random"));
    assertThat(results.mean("saliency", "wave-share")).isEqualTo(1);
    assertThat(results.mean("saliency", "entropy")).isCloseTo(Math.log(2), within(1e-6));
    assertThat(results.mean("saliency", "gini")).isCloseTo(1 - 2.0 / 7200, within(1e-6));
    // Both points are gone after two steps, and the network says nothing any more.
    assertThat(results.mean("saliency", "aopc")).isGreaterThan(3 * results.mean("random", "aopc"));
    assertThat(results.mean("saliency", "degradation-score")).isGreaterThan(0.8);
  }

  /** Nothing was learned, so nothing in particular is looked at. */
  @Test
  void aNetworkOfRandomWeightsPointsAtNoWave() throws Exception {
    for (String label : List.of(Labels.QT, Labels.T, Labels.PR)) {
      ResultList results =
          look(linear(randomWeights()), label, List.of(CheckPlan.LOCALISATION), method("saliency"));
      assertThat(results.mean("saliency", "wave-share-over-area"))
          .as(label)
          .isCloseTo(1, within(0.15));
    }
  }
}
