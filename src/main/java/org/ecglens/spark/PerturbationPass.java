package org.ecglens.spark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ecglens.attribution.Explanation;
import org.ecglens.metric.CurveState;
import org.ecglens.metric.MeanCurve;
import org.ecglens.metric.RecordScores;
import org.ecglens.metric.Score;
import org.ecglens.metric.Scoring;
import org.ecglens.model.InputRecord;
import org.ecglens.model.ModelPlan;
import org.ecglens.model.Target;
import org.ecglens.net.Network;
import org.ecglens.perturbation.ExplainedRecord;
import org.ecglens.perturbation.Order;
import org.ecglens.perturbation.PerturbationPlan;
import org.ecglens.perturbation.PerturbationRows;
import org.ecglens.perturbation.RecordCurve;
import org.ecglens.perturbation.Refusal;
import org.ecglens.perturbation.Signal;
import org.ecglens.table.CurveStateRow;
import org.ecglens.table.RecordCurveRow;
import org.ecglens.table.ScoreRow;

/** Perturbs and scores the records of one shard before one model, and sums up their curves. */
final class PerturbationPass {
  private final WorkPlan work;
  private final ModelWork model;
  private final PerturbationPlan plan;
  private final Scoring scoring;
  private final Map<Key, CurveState> states = new LinkedHashMap<>();

  private record Key(String target, String method, Order order) {}

  PerturbationPass(WorkPlan work, ModelWork model) {
    this.work = work;
    this.model = model;
    this.plan = work.perturbation();
    this.scoring = Scoring.of(plan.mode());
  }

  void run(
      RecordTask.Fitting fitting,
      Network engine,
      Map<String, Explanation> explanations,
      ShardOutput output)
      throws IOException {
    ModelPlan network = fitting.plan();
    List<ExplainedRecord> explained = new ArrayList<>();
    for (int i = 0; i < fitting.records().size(); i++) {
      explained.add(explained(fitting, i, explanations));
    }
    PerturbationRows rows =
        plan.rows(network.name(), List.copyOf(explanations.keySet()), network.outputs(), explained);
    engine.predict(rows.size(), rows::write, rows::accept);
    for (Refusal refusal : rows.refusals()) {
      output.quarantine(
          refusal.recordId(),
          null,
          "perturb",
          "not-finite",
          "%s, target %s, %s: %s"
              .formatted(
                  network.name(),
                  network.targets().get(refusal.target()).name(),
                  refusal.method(),
                  refusal.reason()));
    }
    Map<String, Map<Integer, List<RecordCurve>>> curves = new LinkedHashMap<>();
    for (RecordCurve curve : rows.curves()) {
      curves
          .computeIfAbsent(curve.recordId(), record -> new LinkedHashMap<>())
          .computeIfAbsent(curve.target(), target -> new ArrayList<>())
          .add(curve);
    }
    for (InputRecord record : fitting.records()) {
      for (int t = 0; t < network.targets().size(); t++) {
        List<RecordCurve> own =
            curves.getOrDefault(record.recordId(), Map.of()).getOrDefault(t, List.of());
        score(record, network.targets().get(t), own, output);
      }
    }
  }

  private static ExplainedRecord explained(
      RecordTask.Fitting fitting, int record, Map<String, Explanation> explanations) {
    float[][][] maps = new float[explanations.size()][fitting.plan().targets().size()][];
    int method = 0;
    for (Explanation explanation : explanations.values()) {
      for (int t = 0; t < maps[method].length; t++) {
        maps[method][t] = explanation.attributions()[record][t].values();
      }
      method++;
    }
    return new ExplainedRecord(
        fitting.records().get(record).recordId(),
        new Signal(
            fitting.signals().get(record),
            fitting.plan().requirement().leads(),
            fitting.plan().requirement().samples()),
        maps);
  }

  private void score(
      InputRecord record, Target target, List<RecordCurve> curves, ShardOutput output)
      throws IOException {
    String mode = plan.mode().label();
    String operator = plan.operator().name();
    String name = model.plan().name();
    if (work.recordCurves()) {
      for (RecordCurve curve : curves) {
        output.write(
            new RecordCurveRow(
                record.recordId(),
                name,
                target.name(),
                curve.method(),
                work.preset(),
                mode,
                curve.order().label(),
                operator,
                curve.repeat(),
                curve.steps(),
                curve.predictions()));
      }
    }
    RecordScores scores =
        scoring.score(
            curves, record.labels().get(target.label()), model.scales().get(target.name()));
    for (Score score : scores.scores()) {
      output.write(
          new ScoreRow(
              record.recordId(),
              name,
              target.name(),
              score.method(),
              work.preset(),
              mode,
              score.order().label(),
              operator,
              score.metric(),
              score.outcome().value(),
              score.outcome().reason()));
    }
    for (MeanCurve curve : scores.curves()) {
      states.merge(
          new Key(target.name(), curve.method(), curve.order()),
          CurveState.of(curve.curve()),
          CurveState::plus);
    }
  }

  void writeStates(ShardOutput output) throws IOException {
    for (Map.Entry<Key, CurveState> entry : states.entrySet()) {
      CurveState state = entry.getValue();
      output.write(
          new CurveStateRow(
              model.plan().name(),
              entry.getKey().target(),
              entry.getKey().method(),
              entry.getKey().order().label(),
              state.n(),
              state.mean(),
              state.m2()));
    }
  }
}
