package org.ecglens.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ecglens.attribution.Controls;
import org.ecglens.metric.MeanCurve;
import org.ecglens.metric.Moments;
import org.ecglens.metric.RecordScores;
import org.ecglens.metric.Score;
import org.ecglens.metric.ScoreValue;
import org.ecglens.metric.Scoring;
import org.ecglens.metric.map.MapMetric;
import org.ecglens.perturbation.ExplainedRecord;
import org.ecglens.perturbation.MapOrder;
import org.ecglens.perturbation.Mode;
import org.ecglens.perturbation.Order;
import org.ecglens.perturbation.PerturbationPlan;
import org.ecglens.perturbation.PerturbationRows;
import org.ecglens.perturbation.RecordCurve;
import org.ecglens.perturbation.SkippedMap;

/** Perturbs records with one operator after the other, scores them, and sums up their curves. */
final class PerturbationCheck implements Check {
  private static final String NOT_FINITE = "the map is not finite";

  private final List<PerturbationPlan> panel;
  private final boolean recordCurves;
  private final Mode mode;
  private final Scoring scoring;
  private final States curveStates = new States(SumKind.CURVES);
  private final States drawStates = new States(SumKind.DRAWS);

  PerturbationCheck(List<PerturbationPlan> panel, boolean recordCurves) {
    this.panel = List.copyOf(panel);
    this.recordCurves = recordCurves;
    this.mode = panel.get(0).mode();
    this.scoring = Scoring.of(mode);
  }

  @Override
  public boolean seesControls() {
    return true;
  }

  @Override
  public void look(ExplainedBatch batch, CheckOutput output) throws IOException {
    List<ExplainedRecord> explained = new ArrayList<>();
    for (int i = 0; i < batch.records().size(); i++) {
      explained.add(explained(batch, i));
    }
    if (mode != Mode.PAPER) {
      writeOrders(batch, explained, output);
    }
    for (PerturbationPlan plan : panel) {
      look(plan, batch, explained, output);
    }
  }

  private void look(
      PerturbationPlan plan,
      ExplainedBatch batch,
      List<ExplainedRecord> explained,
      CheckOutput output)
      throws IOException {
    List<String> methods = List.copyOf(batch.explanations().keySet());
    PerturbationRows rows =
        plan.rows(batch.model(), methods, derived(methods), batch.plan().outputs(), explained);
    batch.network().predict(rows.size(), rows::write, rows::accept);
    for (SkippedMap refusal : rows.refusals()) {
      refuse(plan, batch, refusal, output);
    }
    Map<String, Map<Integer, List<RecordCurve>>> curves = new LinkedHashMap<>();
    for (RecordCurve curve : rows.curves()) {
      curves
          .computeIfAbsent(curve.recordId(), record -> new LinkedHashMap<>())
          .computeIfAbsent(curve.target(), target -> new ArrayList<>())
          .add(curve);
    }
    for (int record = 0; record < batch.records().size(); record++) {
      String recordId = batch.records().get(record).recordId();
      for (int target = 0; target < batch.targets().size(); target++) {
        List<RecordCurve> own =
            curves.getOrDefault(recordId, Map.of()).getOrDefault(target, List.of());
        score(plan, batch, record, target, own, output);
      }
    }
  }

  /**
   * Controls that are made of another method's maps: nothing is asked of them but how they fare in
   * the order that methods are judged by.
   */
  private Set<String> derived(List<String> methods) {
    return mode == Mode.PAPER
        ? Set.of()
        : methods.stream()
            .filter(method -> Controls.base(method).isPresent())
            .collect(Collectors.toSet());
  }

  private static ExplainedRecord explained(ExplainedBatch batch, int record) {
    float[][][] maps = new float[batch.explanations().size()][batch.targets().size()][];
    int method = 0;
    for (String name : batch.explanations().keySet()) {
      for (int t = 0; t < maps[method].length; t++) {
        maps[method][t] = batch.attribution(name, record, t).values();
      }
      method++;
    }
    return new ExplainedRecord(batch.records().get(record).recordId(), batch.signal(record), maps);
  }

  /** Which maps have no order, whatever the operator. */
  private static void writeOrders(
      ExplainedBatch batch, List<ExplainedRecord> explained, CheckOutput output)
      throws IOException {
    for (int record = 0; record < explained.size(); record++) {
      int method = 0;
      for (String name : batch.explanations().keySet()) {
        for (int target = 0; target < batch.targets().size(); target++) {
          float[] map = ExplainedBatch.finite(explained.get(record).maps()[method][target]);
          output.score(
              batch.key(record, target),
              name,
              MapMetric.NO_ORDER,
              map == null
                  ? ScoreValue.none(NOT_FINITE)
                  : ScoreValue.of(MapOrder.missing(map).isPresent() ? 1 : 0));
        }
        method++;
      }
    }
  }

  private void refuse(
      PerturbationPlan plan, ExplainedBatch batch, SkippedMap refusal, CheckOutput output)
      throws IOException {
    String target = batch.targets().get(refusal.target()).name();
    // Each operator refuses the same damaged map; it is one map.
    if (refusal.kind() == SkippedMap.Kind.NOT_FINITE && plan.equals(panel.get(0))) {
      output.quarantine(
          refusal.recordId(),
          "perturb",
          "not-finite",
          "%s, target %s, %s: %s"
              .formatted(batch.model(), target, refusal.method(), refusal.reason()));
    }
    List<Order> orders =
        derived(List.of(refusal.method())).isEmpty() ? plan.orders() : List.of(Order.MORF);
    write(
        plan,
        new PredictionKey(refusal.recordId(), batch.model(), target),
        scoring.unranked(refusal.method(), orders, refusal.reason()),
        output);
  }

  private void score(
      PerturbationPlan plan,
      ExplainedBatch batch,
      int record,
      int target,
      List<RecordCurve> curves,
      CheckOutput output)
      throws IOException {
    PredictionKey key = batch.key(record, target);
    if (recordCurves) {
      for (RecordCurve curve : curves) {
        output.curve(key, curve);
      }
    }
    RecordScores scores =
        scoring.score(
            curves,
            batch.targets().get(target).comparable(batch.records().get(record).labels()),
            batch.scales().get(key.target()));
    write(plan, key, scores.scores(), output);
    String operator = plan.operator().name();
    for (MeanCurve curve : scores.curves()) {
      curveStates.add(
          key.model(),
          key.target(),
          curve.method(),
          new CurveKey(operator, curve.order().label()).detail(),
          Moments.of(curve.curve()));
    }
    scores
        .drawVariances()
        .forEach(
            (method, variance) ->
                drawStates.add(
                    key.model(),
                    key.target(),
                    method,
                    operator,
                    Moments.of(List.of(ScoreValue.of(variance)))));
  }

  private static void write(
      PerturbationPlan plan, PredictionKey of, List<Score> scores, CheckOutput output)
      throws IOException {
    for (Score score : scores) {
      output.score(of, plan.operator().name(), score);
    }
  }

  @Override
  public void finish(CheckOutput output) throws IOException {
    curveStates.writeTo(output);
    drawStates.writeTo(output);
  }
}
