/**
 * Model files. An ONNX file is read into {@link org.ecglens.graph.Graph}; nothing outside this
 * package knows the file format. A model file is data: sizes are checked before memory is taken,
 * and nothing in it is executed. The card beside a file lives in {@code model}.
 *
 * <pre>{@code
 * static List<Problem> unsupported(Path file, int leads, int samples) {
 *   OnnxModel model = OnnxModel.read(file);
 *   return model.problems(List.of(leads, samples));
 * }
 * }</pre>
 */
package org.ecglens.onnx;
