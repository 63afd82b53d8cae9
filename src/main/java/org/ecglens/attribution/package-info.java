/**
 * Attribution methods, one class each, with their options, presets and costs. A method sees a batch
 * of records and a {@code net} network, and knows neither files, tables nor Spark; whether its maps
 * can be trusted is for {@code perturbation}, {@code metric} and {@code check}.
 *
 * <p>Explains one record, {@code [lead * samples + sample]}; the graph comes from {@code model}:
 *
 * <pre>{@code
 * static Attribution explain(Graph graph, int leads, int samples, float[] signal) {
 *   AttributionMethod method = Methods.create("integrated-gradients", Preset.CAPTUM, Map.of());
 *   try (Network network = Networks.open(graph, NetworkOptions.DEFAULT)) {
 *     NetworkBatch batch =
 *         new NetworkBatch(
 *             network, "qt", 1, leads, samples, new int[] {0}, List.of("a"), List.of(signal));
 *     return Explanation.of(batch, method).attributions()[0][0];
 *   }
 * }
 * }</pre>
 */
package org.ecglens.attribution;
