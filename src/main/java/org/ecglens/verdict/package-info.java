/**
 * From evidence to a verdict: which method to use for a target, which not to, and why. Knows
 * neither tables nor files: evidence is gathered in {@code summary}, the verdict's words are in
 * {@code report.text}.
 *
 * <pre>{@code
 * static TargetVerdict verdict(String target, MethodComparison comparison) {
 *   List<MethodEvidence> nothingElseIsKnown = List.of();
 *   TargetEvidence evidence =
 *       new TargetEvidence(target, List.of("net"), "aopc", comparison, nothingElseIsKnown);
 *   return new Judge(Thresholds.DEFAULT).verdict(evidence);
 * }
 * }</pre>
 */
package org.ecglens.verdict;
