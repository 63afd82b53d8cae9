package org.ecglens.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ecglens.metric.Moments;
import org.ecglens.metric.Score;
import org.ecglens.metric.ScoreValue;
import org.ecglens.metric.map.MapMetric;
import org.ecglens.perturbation.Order;
import org.ecglens.perturbation.RecordCurve;
import org.ecglens.perturbation.Wave;

/** What checks found out. */
public final class ResultList implements CheckOutput {
  private final List<Scored> scores = new ArrayList<>();
  private final Map<SumKey, Moments> sums = new LinkedHashMap<>();

  /** A score; without an order where no curve has part in it. */
  private record Scored(String method, Order order, String metric, ScoreValue outcome) {}

  @Override
  public void score(PredictionKey of, String method, MapMetric metric, ScoreValue value) {
    scores.add(new Scored(method, null, metric.label(), value));
  }

  @Override
  public void score(PredictionKey of, String operator, Score score) {
    scores.add(new Scored(score.method(), score.order(), score.metric(), score.outcome()));
  }

  @Override
  public void curve(PredictionKey of, RecordCurve curve) {
    throw new AssertionError("nobody asked for the curves of " + of);
  }

  @Override
  public void sum(SumKey of, Moments sum) {
    if (sums.put(of, sum) != null) {
      throw new AssertionError(of + " comes twice");
    }
  }

  @Override
  public void blanked(
      PredictionKey of, Wave wave, double prediction, double blanked, Double label) {
    throw new AssertionError("nobody asked for " + of + " without " + wave);
  }

  @Override
  public void quarantine(String recordId, String stage, String reason, String detail) {
    throw new AssertionError(recordId + ": " + detail);
  }

  /** Mean score of a method by a metric, most relevant first where there is an order. */
  double mean(String method, String metric) {
    return scores.stream()
        .filter(score -> score.method().equals(method) && score.metric().equals(metric))
        .filter(score -> score.order() == Order.MORF || score.order() == null)
        .mapToDouble(score -> score.outcome().value())
        .average()
        .orElseThrow(() -> new AssertionError("no " + metric + " of " + method));
  }

  /** All sums by what they are of. */
  public Map<SumKey, Moments> sums() {
    return Collections.unmodifiableMap(sums);
  }

  /** The sum of one model and target. */
  Moments sum(SumKind kind, String method, String detail) {
    return sums.entrySet().stream()
        .filter(sum -> sum.getKey().kind() == kind && sum.getKey().method().equals(method))
        .filter(sum -> sum.getKey().detail().equals(detail))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + kind + " of " + method + ", " + detail));
  }
}
