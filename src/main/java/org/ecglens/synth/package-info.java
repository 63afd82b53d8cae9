/**
 * Synthetic electrocardiograms whose wave limits and measurements are known exactly, and the output
 * of a generative network as one. Writing many of them to a table lives in {@code ingest}; noise
 * that checks add to recordings lives in {@code ecg}.
 *
 * <pre>{@code
 * static Ecg medianBeat(long seed, long number) {
 *   SyntheticEcg source = new SyntheticEcg(seed, Ecg.Kind.MEDIAN);
 *   return source.record(number);
 * }
 * }</pre>
 */
package org.ecglens.synth;
