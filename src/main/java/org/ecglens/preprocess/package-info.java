/**
 * What was done to records before a network was trained on them, as its card says it: steps that
 * are put before the network, so that attributions are of the recorded ECG. Bringing a record to
 * what the first step takes (leads, unit, length) is {@code ecg}'s; running the steps is {@code
 * net}'s.
 *
 * <pre>{@code
 * static Graph prepared(Graph network) {
 *   Preprocessing steps =
 *       Preprocessing.of(List.of(new HighPass(0.5, 2, null), new Clip(-5.0, 5.0)));
 *   return steps.before(network, new SignalForm(12, 5000, 500.0, "mV"));
 * }
 * }</pre>
 */
package org.ecglens.preprocess;
