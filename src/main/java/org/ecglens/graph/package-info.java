/**
 * A network as typed operations with their weights and shapes, free of any file format and of any
 * engine, and what changes one: folding, another input layout, permuted weights. Reading one from a
 * file lives in {@code onnx}, running one in {@code net}.
 *
 * <pre>{@code
 * static Graph lastLayerRandomised(Graph graph, long seed) {
 *   List<String> layers = WeightRandomisation.layers(graph);
 *   String last = layers.get(layers.size() - 1);
 *   return WeightRandomisation.randomised(graph, Set.of(last), seed, 0);
 * }
 * }</pre>
 */
package org.ecglens.graph;
