package org.ecglens.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.ecglens.attribution.Attribution;
import org.ecglens.attribution.AttributionMethod;
import org.ecglens.attribution.Controls;
import org.ecglens.attribution.ExplainableBatch;
import org.ecglens.attribution.Methods;
import org.ecglens.attribution.Preset;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Labels;
import org.ecglens.graph.Graph;
import org.ecglens.metric.Moments;
import org.ecglens.metric.Score;
import org.ecglens.metric.ScoreValue;
import org.ecglens.metric.map.MapMetric;
import org.ecglens.net.Network;
import org.ecglens.net.NetworkOptions;
import org.ecglens.net.Networks;
import org.ecglens.perturbation.AddNoise;
import org.ecglens.perturbation.FeatureShape;
import org.ecglens.perturbation.LeadMean;
import org.ecglens.perturbation.Mode;
import org.ecglens.perturbation.Order;
import org.ecglens.perturbation.PerturbationPlan;
import org.ecglens.perturbation.RecordCurve;
import org.ecglens.perturbation.Wave;
import org.ecglens.random.Draws;
import org.ecglens.testing.OnnxModels;
import org.junit.jupiter.api.Test;

/** A panel of two operators before a linear network. */
class PerturbationCheckTest {
  private static final int SIZE = 12 * 600;
  private static final List<Ecg> BEATS = Batches.beats(3);
  private static final AttributionMethod SALIENCY =
      Methods.create("saliency", Preset.PAPER, Map.of());

  private static final List<PerturbationPlan> PANEL =
      List.of(
          PerturbationPlan.of(Mode.CORRECTED, new LeadMean(), 1)
              .withShape(new FeatureShape(25, FeatureShape.Leads.ONE))
              .withIterations(10)
              .withRepeats(3),
          PerturbationPlan.of(Mode.CORRECTED, new AddNoise(0.2), 1)
              .withIterations(10)
              .withRepeats(3));

  /** The map of saliency under another name, or one value everywhere. */
  private record Renamed(String name, Float value) implements AttributionMethod {
    private static final long serialVersionUID = 1L;

    @Override
    public Attribution[][] attribute(ExplainableBatch batch) {
      Attribution[][] maps = SALIENCY.attribute(batch);
      for (Attribution[] targets : maps) {
        float[] map = targets[0].values().clone();
        if (value != null) {
          Arrays.fill(map, value);
        }
        targets[0] = new Attribution(map, targets[0].prediction(), null);
      }
      return maps;
    }
  }

  private record Scored(
      String record,
      String operator,
      String method,
      Order order,
      String metric,
      ScoreValue value) {}

  /** Everything that the check found out. */
  private static final class Found implements CheckOutput {
    final List<Scored> scores = new ArrayList<>();
    final List<RecordCurve> curves = new ArrayList<>();
    final Map<SumKey, Moments> sums = new java.util.LinkedHashMap<>();
    final List<String> quarantined = new ArrayList<>();

    @Override
    public void score(PredictionKey of, String method, MapMetric metric, ScoreValue value) {
      scores.add(new Scored(of.recordId(), null, method, null, metric.label(), value));
    }

    @Override
    public void score(PredictionKey of, String operator, Score score) {
      scores.add(
          new Scored(
              of.recordId(),
              operator,
              score.method(),
              score.order(),
              score.metric(),
              score.outcome()));
    }

    @Override
    public void curve(PredictionKey of, RecordCurve curve) {
      curves.add(curve);
    }

    @Override
    public void sum(SumKey of, Moments sum) {
      assertThat(sums.put(of, sum)).isNull();
    }

    @Override
    public void blanked(
        PredictionKey of, Wave wave, double prediction, double blanked, Double label) {
      throw new AssertionError("nobody asked for waves");
    }

    @Override
    public void quarantine(String recordId, String stage, String reason, String detail) {
      quarantined.add(recordId + " " + reason);
    }

    List<Scored> scores(String method, String metric) {
      return scores.stream()
          .filter(score -> score.method().equals(method) && score.metric().equals(metric))
          .toList();
    }
  }

  private static Found look(List<PerturbationPlan> panel, AttributionMethod... methods)
      throws IOException {
    double[] draws = new double[SIZE];
    Draws.of(3, "weights").gaussians(0, draws);
    float[] weights = new float[SIZE];
    for (int i = 0; i < SIZE; i++) {
      weights[i] = (float) draws[i];
    }
    Graph graph =
        OnnxModels.model(17)
            .input("x", "batch", 12, 600)
            .node("Flatten", "x -> f")
            .constant("w", weights, SIZE, 1)
            .node("MatMul", "f, w -> y")
            .output("y")
            .graph(12, 600);
    Found found = new Found();
    try (Network network = Networks.open(graph, NetworkOptions.DEFAULT)) {
      ExplainedBatch batch =
          Batches.explained("m", graph, network, Labels.RATE, List.of(methods), BEATS);
      PerturbationCheck check = new PerturbationCheck(panel, true);
      check.look(batch, found);
      check.finish(found);
    }
    return found;
  }

  @Test
  void everyOperatorHasItsOwnScoresAndCurves() throws Exception {
    Found found = look(PANEL, SALIENCY);
    assertThat(found.scores("saliency", "aopc"))
        .extracting(score -> score.operator() + "/" + score.order().label())
        .contains("lead-mean/morf", "lead-mean/lerf", "add-noise/morf", "add-noise/lerf")
        .hasSize(3 * 4);
    assertThat(found.sums.keySet())
        .filteredOn(key -> key.kind() == SumKind.CURVES && key.method().equals("saliency"))
        .extracting(key -> CurveKey.of(key.detail()))
        .containsExactlyInAnyOrder(
            new CurveKey("lead-mean", "morf"),
            new CurveKey("lead-mean", "lerf"),
            new CurveKey("add-noise", "morf"),
            new CurveKey("add-noise", "lerf"));
    assertThat(found.curves)
        .extracting(RecordCurve::operator)
        .containsOnly("lead-mean", "add-noise");
  }

  @Test
  void methodsWithTheSameMapHaveTheSameScoresToTheLastBit() throws Exception {
    Found found = look(PANEL, SALIENCY, new Renamed("twin", null));
    List<Scored> first = found.scores.stream().filter(s -> s.method().equals("saliency")).toList();
    List<Scored> second = found.scores.stream().filter(s -> s.method().equals("twin")).toList();
    assertThat(first).hasSameSizeAs(second).hasSizeGreaterThan(100);
    for (int i = 0; i < first.size(); i++) {
      assertThat(second.get(i).value()).isEqualTo(first.get(i).value());
      assertThat(second.get(i).metric()).isEqualTo(first.get(i).metric());
    }
  }

  @Test
  void aMapWithoutAnOrderHasReasonsForScoresAndIsNoDamage() throws Exception {
    Found found = look(PANEL, SALIENCY, new Renamed("zero", 0f), new Renamed("flat", -2f));
    assertThat(found.quarantined).isEmpty();
    assertThat(found.scores("zero", "aopc"))
        .hasSize(3 * 4)
        .allMatch(score -> score.value().value() == null)
        .allMatch(score -> score.value().reason().equals("the map is zero at every point"));
    assertThat(found.scores("flat", "abpc"))
        .hasSize(3 * 2)
        .allMatch(score -> score.value().reason().equals("the map is constant"));
    for (String method : List.of("zero", "flat", "saliency")) {
      assertThat(found.scores(method, "no-order"))
          .hasSize(3)
          .allMatch(score -> score.value().value() == (method.equals("saliency") ? 0 : 1));
    }
    assertThat(found.curves).noneMatch(curve -> curve.method().equals("zero"));
  }

  @Test
  void aDamagedMapIsNamedOnceWhateverTheNumberOfOperators() throws Exception {
    Found found = look(PANEL, new Renamed("nan", Float.NaN));
    assertThat(found.quarantined)
        .containsExactlyElementsOf(
            BEATS.stream().map(beat -> beat.recordId() + " not-finite").toList());
    assertThat(found.scores("nan", "no-order"))
        .hasSize(3)
        .allMatch(score -> score.value().value() == null);
  }

  @Test
  void controlsMadeOfOtherMapsArePerturbedInOneOrder() throws Exception {
    String control = Controls.of(Controls.SMOOTHED, "saliency");
    Found found = look(PANEL, SALIENCY, new Renamed(control, null));
    assertThat(found.scores(control, "aopc"))
        .hasSize(3 * 2)
        .allMatch(score -> score.order() == Order.MORF);
    assertThat(found.scores(control, "aopc-over-random"))
        .allMatch(score -> score.value().value() != null);
  }

  /** By hand from the curves: aopc of each draw less that of the random order of the same draw. */
  @Test
  void theVarianceOverDrawsIsThatOfTheScoreOverRandom() throws Exception {
    Found found = look(PANEL, SALIENCY);
    for (String operator : List.of("lead-mean", "add-noise")) {
      double sum = 0;
      for (Ecg beat : BEATS) {
        double[] morf = aopcs(found, beat.recordId(), operator, "saliency", Order.MORF);
        double[] random =
            aopcs(found, beat.recordId(), operator, RecordCurve.NO_METHOD, Order.RANDOM);
        assertThat(random).hasSize(3);
        double[] over = new double[3];
        for (int draw = 0; draw < 3; draw++) {
          over[draw] = morf[Math.min(draw, morf.length - 1)] - random[draw];
        }
        double mean = Arrays.stream(over).average().orElseThrow();
        sum += Arrays.stream(over).map(one -> (one - mean) * (one - mean)).sum() / 2;
      }
      Moments draws = found.sums.get(new SumKey(SumKind.DRAWS, "m", "0", "saliency", operator));
      assertThat(draws.n()).containsExactly(3);
      assertThat(draws.mean()[0]).isPositive().isCloseTo(sum / 3, within(1e-12));
    }
    List<PerturbationPlan> once = PANEL.stream().map(plan -> plan.withRepeats(1)).toList();
    assertThat(look(once, SALIENCY).sums.keySet()).noneMatch(key -> key.kind() == SumKind.DRAWS);
  }

  /** Mean shift of each draw in units of the scale of {@link Batches}, 100. */
  private static double[] aopcs(
      Found found, String record, String operator, String method, Order order) {
    return found.curves.stream()
        .filter(curve -> curve.recordId().equals(record) && curve.operator().equals(operator))
        .filter(curve -> curve.method().equals(method) && curve.order() == order)
        .mapToDouble(
            curve ->
                Arrays.stream(curve.predictions())
                    .map(f -> Math.abs(f - curve.predictions()[0]) / 100)
                    .average()
                    .orElseThrow())
        .toArray();
  }

  @Test
  void paperModeRanksZerosByIndexAndKnowsNoSuchScore() throws Exception {
    PerturbationPlan paper =
        PerturbationPlan.of(Mode.PAPER, new AddNoise(0.2), 1).withIterations(25);
    Found found = look(List.of(paper), new Renamed("zero", 0f));
    assertThat(found.scores("zero", "no-order")).isEmpty();
    assertThat(found.scores("zero", "auc-25"))
        .hasSize(3)
        .allMatch(score -> score.value().value() != null);
  }
}
