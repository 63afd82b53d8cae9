/**
 * Statistics over records: summaries with intervals, comparisons of methods on the same records,
 * agreement of raters. Distributions and the signed-rank test come from Apache Commons Statistics.
 * Scores come from {@code metric}, tables of the results from {@code summary} and {@code ratings}.
 *
 * <p>Scores are {@code [method][record]}, here higher is better and the last method is the control:
 *
 * <pre>{@code
 * static String best(List<String> methods, double[][] scores) {
 *   String control = methods.get(methods.size() - 1);
 *   MethodComparison comparison = MethodComparison.of(methods, scores, true, control);
 *   String first = comparison.ranked().get(0).method();
 *   MethodComparison.Pair pair = comparison.pair(first, control);
 *   return pair.better(first)
 *       ? first + " is better than " + control + ", Holm-adjusted p = " + pair.pHolm()
 *       : "no method is better than " + control;
 * }
 * }</pre>
 */
package org.ecglens.stats;
