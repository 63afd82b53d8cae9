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
import org.ecglens.perturbation.ExplainedRecord;
import org.ecglens.perturbation.PerturbationPlan;
import org.ecglens.perturbation.PerturbationRows;
import org.ecglens.perturbation.RecordCurve;
import org.ecglens.perturbation.Signal;
import org.ecglens.perturbation.SkippedMap;

/** Perturbs and scores records, and sums up their curves. */
final class PerturbationCheck implements Check {
  private final PerturbationPlan plan;
  private final boolean recordCurves;
  private final Scoring scoring;
  private final States states = new States(SumKind.CURVES);

  PerturbationCheck(PerturbationPlan plan, boolean recordCurves) {
    this.plan = plan;
    this.recordCurves = recordCurves;
    this.scoring = Scoring.of(plan.mode());
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
          "perturb",
          "not-finite",
          "%s, target %s, %s: %s"
              .formatted(
                  batch.model(),
                  batch.targets().get(refusal.target()).name(),
                  refusal.method(),
                  refusal.reason()));
      write(
          new PredictionKey(
              refusal.recordId(), batch.model(), batch.targets().get(refusal.target()).name()),
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
    for (int record = 0; record < batch.records().size(); record++) {
      String recordId = batch.records().get(record).recordId();
      for (int target = 0; target < batch.targets().size(); target++) {
        List<RecordCurve> own =
            curves.getOrDefault(recordId, Map.of()).getOrDefault(target, List.of());
        score(batch, record, target, own, output);
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
      ExplainedBatch batch, int record, int target, List<RecordCurve> curves, CheckOutput output)
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
            batch.records().get(record).labels().get(batch.targets().get(target).label()),
            batch.scales().get(key.target()));
    write(key, scores.scores(), output);
    for (MeanCurve curve : scores.curves()) {
      states.add(
          key.model(),
          key.target(),
          curve.method(),
          curve.order().label(),
          Moments.of(curve.curve()));
    }
  }

  private static void write(PredictionKey of, List<Score> scores, CheckOutput output)
      throws IOException {
    for (Score score : scores) {
      output.score(of, score);
    }
  }

  @Override
  public void finish(CheckOutput output) throws IOException {
    states.writeTo(output);
  }
}
