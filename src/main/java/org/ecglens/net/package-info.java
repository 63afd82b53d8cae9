/**
 * Networks that can be run and differentiated; nothing but this package and those below it knows
 * the tensor engine. Kernels of single operations live in {@code net.kernel}, ways to convolve in
 * {@code net.convolution}, and the sharing of open networks by the tasks of an executor in {@code
 * executor}.
 *
 * <pre>{@code
 * static float predict(Graph graph, float[] signal) {
 *   float[] prediction = new float[1];
 *   try (Network network = Networks.open(graph, NetworkOptions.DEFAULT)) {
 *     network.predict(
 *         1,
 *         (row, values, offset) -> System.arraycopy(signal, 0, values, offset, signal.length),
 *         (row, outputs) -> prediction[0] = outputs[0]);
 *   }
 *   return prediction[0];
 * }
 * }</pre>
 */
package org.ecglens.net;
