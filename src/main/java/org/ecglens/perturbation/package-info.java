/**
 * Perturbing a record point by point, or window by window, in the order of an attribution, and
 * following the output of the network. A {@link org.ecglens.perturbation.PerturbationPlan} says
 * how; {@link org.ecglens.perturbation.PerturbationRows} are the inputs to predict for some records
 * and, once predicted, their {@link org.ecglens.perturbation.RecordCurve}s. What a curve is worth
 * is for {@code metric}; no Spark and no tensor engine here.
 *
 * <p>Any function of a record will do for a network, here the mean of its points:
 *
 * <pre>{@code
 * static List<RecordCurve> curves(Signal signal, float[] heatmap) {
 *   ExplainedRecord record = new ExplainedRecord("a", signal, new float[][][] {{heatmap}});
 *   PerturbationPlan plan = PerturbationPlan.of(Mode.CORRECTED, new Zero(), 1).withIterations(3);
 *   PerturbationRows rows = plan.rows("mean", List.of("mine"), new int[] {0}, List.of(record));
 *   for (int row = 0; row < rows.size(); row++) {
 *     float[] input = new float[signal.size()];
 *     rows.write(row, input, 0);
 *     rows.accept(row, new float[] {mean(input)});
 *   }
 *   return rows.curves();
 * }
 * }</pre>
 */
package org.ecglens.perturbation;
