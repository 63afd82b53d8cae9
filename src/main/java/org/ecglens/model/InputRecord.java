package org.ecglens.model;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.ecglens.ecg.Waves;

/**
 * What a network needs of a record, as read and not yet checked.
 *
 * @param recordId unique in the run
 * @param kind rhythm, median or null
 * @param leads names, or null
 * @param sampleRateHz NaN where absent
 * @param samples in each lead
 * @param unit of the signal, or null
 * @param signal {@code [lead * samples + sample]}, or null
 * @param labels by name
 * @param waves limits in samples, {@link Waves#NONE} where the record has none
 * @param subject whose it is, or null
 * @param maps heatmaps of it that other programs made
 */
@SuppressWarnings("ArrayRecordComponent")
public record InputRecord(
    String recordId,
    String kind,
    List<String> leads,
    double sampleRateHz,
    int samples,
    String unit,
    float[] signal,
    Map<String, Double> labels,
    Waves waves,
    String subject,
    List<GivenMap> maps)
    implements Serializable {
  private static final long serialVersionUID = 1L;
}
