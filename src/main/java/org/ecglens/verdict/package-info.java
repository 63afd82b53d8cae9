/**
 * From evidence to a verdict: which methods to use for a target, which not to, what is undecided,
 * and why. Knows neither tables nor files: evidence is gathered in {@code summary}, the verdict's
 * words are in {@code report.text}. Scores are {@code [method][record]}, less those of the random
 * order:
 *
 * <pre>{@code
 * static TargetVerdict verdict(String target, List<String> methods, double[][] scores) {
 *   double[][][][] values = new double[1][methods.size()][1][];
 *   for (int method = 0; method < methods.size(); method++) {
 *     values[0][method][0] = scores[method];
 *   }
 *   int records = scores[0].length;
 *   TargetScores complete =
 *       new TargetScores(
 *           target,
 *           "aopc-over-random",
 *           true,
 *           methods,
 *           List.of("net"),
 *           List.of("add-noise"),
 *           values,
 *           records,
 *           records,
 *           0,
 *           Map.of());
 *   return new Judge(Thresholds.DEFAULT, 0).verdict(TargetEvidence.of(complete));
 * }
 * }</pre>
 */
package org.ecglens.verdict;
