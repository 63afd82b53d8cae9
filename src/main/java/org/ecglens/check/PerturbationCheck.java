package org.ecglens.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ecglens.metric.MeanCurve;
import org.ecglens.metric.Moments;
import org.ecglens.metric.RecordScores;
import org.ecglens.metric.Score;
import org.ecglens.metric.Scoring;
import org.ecglens.model.InputRecord;
import org.ecglens.model.Target;
import org.ecglens.perturbation.ExplainedRecord;
import org.ecglens.perturbation.PerturbationPlan;
import org.ecglens.perturbation.PerturbationRows;
import org.ecglens.perturbation.RecordCurve;
import org.ecglens.perturbation.Signal;
import org.ecglens.perturbation.SkippedMap;
import org.ecglens.table.RecordCurveRow;
import org.ecglens.table.ScoreRow;
import org.ecglens.table.StateRow;

/** Perturbs and scores records, and sums up their curves. */
final class PerturbationCheck implements Check {
  private final PerturbationPlan plan;
  private final boolean recordCurves;
  private final String preset;
  private final Scoring scoring;
  private final States states = new States(StateRow.CURVES);

  PerturbationCheck(PerturbationPlan plan, boolean recordCurves, String preset) {
    this.plan = plan;
    this.recordCurves = recordCurves;
    this.preset = preset;
    this.scoring = Scoring.of(plan.mode());
  }

  @Override
  public void look(ExplainedBatch batch, CheckOutput output) throws IOException {
    List<ExplainedRecord> explained = new ArrayList<>();
    for (int i = 0; i < batch.records().size(); i++) {
      explained.add(explained(batch, i));
    }
    PerturbationRows rows =
        plan.rows(
            batch.model(),
            List.copyOf(batch.explanations().keySet()),
            batch.plan().outputs(),
            explained);
    batch.network().predict(rows.size(), rows::write, rows::accept);
    for (SkippedMap refusal : rows.refusals()) {
      output.quarantine(
          refusal.recordId(),
          null,
          "perturb",
          "not-finite",
          "%s, target %s, %s: %s"
              .formatted(
                  batch.model(),
                  batch.targets().get(refusal.target()).name(),
                  refusal.method(),
                  refusal.reason()));
      write(
          refusal.recordId(),
          batch,
          batch.targets().get(refusal.target()),
          scoring.unranked(refusal.method(), plan.orders(), refusal.reason()),
          output);
    }
    Map<String, Map<Integer, List<RecordCurve>>> curves = new LinkedHashMap<>();
    for (RecordCurve curve : rows.curves()) {
      curves
          .computeIfAbsent(curve.recordId(), record -> new LinkedHashMap<>())
          .computeIfAbsent(curve.target(), target -> new ArrayList<>())
          .add(curve);
    }
    for (InputRecord record : batch.records()) {
      for (int t = 0; t < batch.targets().size(); t++) {
        List<RecordCurve> own =
            curves.getOrDefault(record.recordId(), Map.of()).getOrDefault(t, List.of());
        score(record, batch, batch.targets().get(t), own, output);
      }
    }
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
    return new ExplainedRecord(
        batch.records().get(record).recordId(),
        new Signal(batch.signals().get(record), batch.leads(), batch.samples()),
        maps);
  }

  private void score(
      InputRecord record,
      ExplainedBatch batch,
      Target target,
      List<RecordCurve> curves,
      CheckOutput output)
      throws IOException {
    String mode = plan.mode().label();
    String operator = plan.operator().name();
    String name = batch.model();
    if (recordCurves) {
      for (RecordCurve curve : curves) {
        output.write(
            new RecordCurveRow(
                record.recordId(),
                name,
                target.name(),
                curve.method(),
                preset,
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
            curves, record.labels().get(target.label()), batch.scales().get(target.name()));
    write(record.recordId(), batch, target, scores.scores(), output);
    for (MeanCurve curve : scores.curves()) {
      states.add(
          name, target.name(), curve.method(), curve.order().label(), Moments.of(curve.curve()));
    }
  }

  private void write(
      String recordId, ExplainedBatch batch, Target target, List<Score> scores, CheckOutput output)
      throws IOException {
    for (Score score : scores) {
      output.write(
          new ScoreRow(
              recordId,
              batch.model(),
              target.name(),
              score.method(),
              preset,
              plan.mode().label(),
              score.order().label(),
              plan.operator().name(),
              score.metric(),
              score.outcome().value(),
              score.outcome().reason()));
    }
  }

  @Override
  public void finish(CheckOutput output) throws IOException {
    states.writeTo(output);
  }
}
