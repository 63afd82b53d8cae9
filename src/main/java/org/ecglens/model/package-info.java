/**
 * A model file with its card: what the network was trained on, what its outputs stand for, and what
 * a record must be to be put before it. The file format lives in {@code onnx}, running a network in
 * {@code net}, training one in {@code net.training} and {@code train}.
 *
 * <pre>{@code
 * static List<Target> targets(String onnxFile) {
 *   ModelFile model = ModelFile.resolve(List.of(onnxFile)).get(0);
 *   int[] shape = model.declaredShape();
 *   Graph graph = model.graph(shape[0], shape[1]);
 *   return model.targets(graph, TargetChoice.USUAL);
 * }
 * }</pre>
 */
package org.ecglens.model;
