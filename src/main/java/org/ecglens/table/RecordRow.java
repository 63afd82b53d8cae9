package org.ecglens.table;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Waves;

/** Row of {@link Tables#RECORDS}; its arrays are not copied. */
@SuppressWarnings("ArrayRecordComponent")
@TableInfo(
    folder = "records",
    meaning = "electrocardiograms",
    writtenBy = {"ingest", "synth"})
public record RecordRow(
    @Col(
            meaning =
                "record, unique in the table; of one read from files its path relative to"
                    + " --input, without extension")
        String recordId,
    @Col(nullable = true, meaning = "salted hash of the person; null where that is not known")
        String subject,
    @Col(meaning = "format or generator that the record comes from") String source,
    @Col(meaning = "rhythm, a continuous signal, or median, one representative beat") String kind,
    @Col(meaning = "names of the leads in the order of the signal") List<String> leads,
    @Col(unit = "Hz", meaning = "sample rate") double sampleRateHz,
    @Col(unit = "1", meaning = "samples of each lead") int samples,
    @Col(meaning = "unit of the signal: uV wherever the source's unit is a voltage") String unit,
    @Col(
            unit = "as the column unit says",
            meaning =
                "signal, lead-major: [lead * samples + sample]; NaN where the source says"
                    + " that a sample is invalid")
        float[] signal,
    @Col(
            unit = "by label: ms, uV, 1/min",
            meaning = "measurements by name; what is not known is not in it")
        Map<String, Double> labels,
    @Col(
            nullable = true,
            unit = "samples",
            meaning =
                "limits and peaks of the waves from the start of the record; a field is null"
                    + " where a wave is absent; null where nothing was measured")
        Waves waves,
    @Col(
            nullable = true,
            meaning = "label to why it could not be measured; null where nothing is missing")
        Map<String, String> unmeasured)
    implements TableRow {
  /** The row of a record of which nothing had to be measured. */
  public static RecordRow of(Ecg ecg) {
    return of(ecg, Map.of());
  }

  /**
   * The row of a record.
   *
   * @param unmeasured label to why it could not be measured
   */
  public static RecordRow of(Ecg ecg, Map<String, String> unmeasured) {
    return new RecordRow(
        ecg.recordId(),
        ecg.subject(),
        ecg.source(),
        ecg.kind().name().toLowerCase(Locale.ROOT),
        ecg.leads(),
        ecg.sampleRateHz(),
        ecg.samples(),
        ecg.unit(),
        ecg.signal(),
        ecg.labels(),
        ecg.waves().equals(Waves.NONE) ? null : ecg.waves(),
        unmeasured.isEmpty() ? null : Map.copyOf(unmeasured));
  }
}
