/**
 * What perturbation curves are worth: values of a curve, scores of a record, and mergeable states
 * over records. {@link org.ecglens.metric.Scoring} takes the curves of one record and target to
 * scores. A value that does not exist is null with a reason, never NaN. Metrics of a map without
 * curves live in {@code metric.map}, tests and intervals over records in {@code stats}, tables of
 * scores in {@code summary}.
 *
 * <pre>{@code
 * static Double aopc(List<RecordCurve> curves, double interquartileRange) {
 *   Scoring scoring = Scoring.of(Mode.CORRECTED);
 *   return scoring.score(curves, null, interquartileRange).scores().stream()
 *       .filter(score -> score.order() == Order.MORF && score.metric().equals(new Aopc().name()))
 *       .map(score -> score.outcome().value())
 *       .findFirst()
 *       .orElseThrow();
 * }
 * }</pre>
 */
package org.ecglens.metric;
