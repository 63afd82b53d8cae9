package org.ecglens.evaluate;

import java.io.IOException;
import org.ecglens.check.CheckOutput;
import org.ecglens.check.PredictionKey;
import org.ecglens.check.SumKey;
import org.ecglens.metric.Moments;
import org.ecglens.metric.Score;
import org.ecglens.metric.ScoreValue;
import org.ecglens.metric.map.MapMetric;
import org.ecglens.perturbation.Mode;
import org.ecglens.perturbation.RecordCurve;
import org.ecglens.perturbation.Wave;
import org.ecglens.plan.EvaluationPlan;
import org.ecglens.run.ShardOutput;
import org.ecglens.table.BlankedRow;
import org.ecglens.table.RecordCurveRow;
import org.ecglens.table.ScoreRow;
import org.ecglens.table.StateRow;

/**
 * Makes rows of what checks find out, each with how the run explains and perturbs.
 *
 * @param output of the shard
 * @param preset of the methods' constants
 * @param mode of the run's curves; null where nothing is perturbed, and so nothing is checked
 */
record ShardResults(ShardOutput output, String preset, Mode mode) implements CheckOutput {

  /** Rows of a run. */
  static ShardResults of(ShardOutput output, EvaluationPlan plan) {
    return new ShardResults(output, plan.preset(), plan.panel().isEmpty() ? null : plan.mode());
  }

  @Override
  public void score(PredictionKey of, String method, MapMetric metric, ScoreValue value)
      throws IOException {
    score(of, method, ScoreRow.NONE, ScoreRow.NONE, metric.label(), value);
  }

  @Override
  public void score(PredictionKey of, String operator, Score score) throws IOException {
    score(of, score.method(), score.order().label(), operator, score.metric(), score.outcome());
  }

  private void score(
      PredictionKey of,
      String method,
      String order,
      String operator,
      String metric,
      ScoreValue value)
      throws IOException {
    output.write(
        new ScoreRow(
            of.recordId(),
            of.model(),
            of.target(),
            method,
            preset,
            mode.label(),
            order,
            operator,
            metric,
            value.value(),
            value.reason()));
  }

  @Override
  public void curve(PredictionKey of, RecordCurve curve) throws IOException {
    output.write(
        new RecordCurveRow(
            of.recordId(),
            of.model(),
            of.target(),
            curve.method(),
            preset,
            mode.label(),
            curve.order().label(),
            curve.operator(),
            curve.repeat(),
            curve.steps(),
            curve.predictions()));
  }

  @Override
  public void sum(SumKey of, Moments sum) throws IOException {
    output.write(
        new StateRow(
            output.shard(),
            of.kind().label(),
            of.model(),
            of.target(),
            of.method(),
            of.detail(),
            sum.n(),
            sum.mean(),
            sum.m2()));
  }

  @Override
  public void blanked(PredictionKey of, Wave wave, double prediction, double blanked, Double label)
      throws IOException {
    output.write(
        new BlankedRow(
            of.recordId(), of.model(), of.target(), wave.name(), prediction, blanked, label));
  }

  @Override
  public void quarantine(String recordId, String stage, String reason, String detail)
      throws IOException {
    output.quarantine(recordId, null, stage, reason, detail);
  }
}
