/**
 * Electrocardiograms as immutable values, what makes one unusable, and how one is fitted to the
 * input of a network. Reading one from a file lives in {@code io}, measuring it in {@code measure},
 * making one up in {@code synth}, and its row of a table in {@code table}.
 *
 * <pre>{@code
 * static List<Defect> defects(String id, float[] leadOne, double sampleRateHz) {
 *   Ecg ecg =
 *       new Ecg(
 *           id, null, "holter", Ecg.Kind.RHYTHM, List.of("I"), sampleRateHz, "uV", leadOne,
 *           Map.of(), Waves.NONE);
 *   return SignalCheck.defects(ecg);
 * }
 * }</pre>
 */
package org.ecglens.ecg;
