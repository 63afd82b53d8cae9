/**
 * From a rhythm strip to a median beat, limits of waves and the measures that networks predict.
 * Names and units of the measures are in {@code ecg}; how well waves are found is in
 * docs/accuracy.md.
 *
 * <pre>{@code
 * static Double qtInterval(Ecg rhythm) {
 *   Measurement measurement = Measurement.of(rhythm, MedianBeatShape.DEFAULT);
 *   return measurement.labels().get(Labels.QT);
 * }
 * }</pre>
 */
package org.ecglens.measure;
