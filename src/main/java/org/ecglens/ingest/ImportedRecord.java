package org.ecglens.ingest;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * A row of an imported table of recordings, with its original values.
 *
 * @param recordId unique
 * @param subject the person's number, or null; never written, only its hash
 * @param kind rhythm, median or null
 * @param leads names, or null where neither table nor options give them
 * @param sampleRateHz samples per second
 * @param unit of the signal, or null
 * @param signal lead-major, or null
 * @param labels finite numbers by name
 */
@SuppressWarnings("ArrayRecordComponent")
public record ImportedRecord(
    String recordId,
    String subject,
    String kind,
    List<String> leads,
    double sampleRateHz,
    String unit,
    float[] signal,
    Map<String, Double> labels)
    implements Serializable {
  private static final long serialVersionUID = 1L;
}
