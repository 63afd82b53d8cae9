package org.ecglens.verdict;

import java.util.List;
import java.util.Map;

/**
 * What a verdict about one target rests on.
 *
 * @param scores of the methods and controls
 * @param methods what else is known of the methods, controls left out
 * @param checks that were made
 * @param checksNotMade that were not
 * @param synthetic share of the records that are synthetic, in [0, 1]; null where unknown
 * @param testError mean absolute error of the networks on these records in the target's unit; null
 *     without labels
 * @param classTest how well the networks predict a class on these records; null for a regression or
 *     without labels
 * @param metricAgreement Kendall's τ between the order of the methods by the deciding metric and by
 *     each other metric
 * @param drawVariances by method, then by operator: variance of one noise draw's score within a
 *     record, in the unit of the metric
 */
public record TargetEvidence(
    TargetScores scores,
    List<MethodEvidence> methods,
    List<String> checks,
    List<String> checksNotMade,
    Double synthetic,
    Double testError,
    ClassTest classTest,
    Map<String, Double> metricAgreement,
    Map<String, Map<String, Double>> drawVariances) {
  /** Copies the collections. */
  public TargetEvidence {
    methods = List.copyOf(methods);
    checks = List.copyOf(checks);
    checksNotMade = List.copyOf(checksNotMade);
    metricAgreement = Map.copyOf(metricAgreement);
    drawVariances = Map.copyOf(drawVariances);
  }

  /** The same of other records, of which the checks are not made again. */
  TargetEvidence with(TargetScores others) {
    return new TargetEvidence(
        others,
        methods,
        checks,
        checksNotMade,
        synthetic,
        testError,
        classTest,
        metricAgreement,
        drawVariances);
  }

  /** Scores alone. */
  public static TargetEvidence of(TargetScores scores) {
    return new TargetEvidence(
        scores,
        scores.methods().stream().map(MethodEvidence::none).toList(),
        List.of(),
        List.of(),
        null,
        null,
        null,
        Map.of(),
        Map.of());
  }
}
