/**
 * Attribution methods, one class each, with their options, presets and costs. A method sees a batch
 * of records and a {@code net} network, and knows neither files, tables nor Spark; whether its maps
 * can be trusted is for {@code perturbation}, {@code metric} and {@code check}.
 *
 * <pre>{@code
 * static Attribution explain(String onnxFile, float[] signal) {
 *   ModelFile model = ModelFile.resolve(List.of(onnxFile)).get(0);
 *   int[] shape = model.declaredShape();
 *   AttributionMethod method =
 *       Methods.create(
 *           "integrated-gradients", Preset.CAPTUM, Map.of("integrated-gradients.steps", "50"));
 *   try (Network network =
 *       Networks.open(model.graph(shape[0], shape[1]), NetworkOptions.DEFAULT)) {
 *     NetworkBatch batch =
 *         new NetworkBatch(
 *             network, model.name(), 1, shape[0], shape[1], new int[] {0}, List.of("a"),
 *             List.of(signal));
 *     return Explanation.of(batch, method).attributions()[0][0];
 *   }
 * }
 * }</pre>
 */
package org.ecglens.attribution;
