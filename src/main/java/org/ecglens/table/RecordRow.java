package org.ecglens.table;

import java.util.List;
import java.util.Locale;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Waves;

/** A row of {@link TableSchema#RECORDS}. */
public record RecordRow(Ecg ecg) implements TableRow {
  /** Fields of the column {@code waves}. */
  public static final List<String> WAVE_FIELDS =
      List.of(
          "p_onset",
          "p_peak",
          "p_offset",
          "qrs_onset",
          "qrs_peak",
          "qrs_offset",
          "t_onset",
          "t_peak",
          "t_offset");

  @Override
  public TableSchema table() {
    return TableSchema.RECORDS;
  }

  @Override
  public Object[] values() {
    return new Object[] {
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
      ecg.waves().equals(Waves.NONE) ? null : ecg.waves()
    };
  }

  static Integer[] values(Waves waves) {
    return new Integer[] {
      waves.pOnset(),
      waves.pPeak(),
      waves.pOffset(),
      waves.qrsOnset(),
      waves.qrsPeak(),
      waves.qrsOffset(),
      waves.tOnset(),
      waves.tPeak(),
      waves.tOffset()
    };
  }
}
