package org.ecglens.ecg;

import java.util.List;

/**
 * The signal of a record with what is needed to read it.
 *
 * @param kind rhythm, median or null
 * @param leads names in the order of the signal
 * @param sampleRateHz samples a second, NaN where unknown
 * @param unit of the signal, or null
 * @param signal {@code [lead * samples + sample]}, finite
 */
@SuppressWarnings("ArrayRecordComponent")
public record Recording(
    String kind, List<String> leads, double sampleRateHz, String unit, float[] signal) {

  /** Samples in each lead. */
  public int samples() {
    return signal.length / leads.size();
  }
}
