package org.ecglens.table;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Waves;

/**
 * A row of {@link TableSchema#RECORDS}.
 *
 * @param ecg the record
 * @param unmeasured label to why it could not be measured
 */
public record RecordRow(Ecg ecg, Map<String, String> unmeasured) implements TableRow {
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

  /** Copies the reasons. */
  public RecordRow {
    unmeasured = Map.copyOf(unmeasured);
  }

  /** A record of which nothing had to be measured. */
  public RecordRow(Ecg ecg) {
    this(ecg, Map.of());
  }

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
      ecg.waves().equals(Waves.NONE) ? null : ecg.waves(),
      unmeasured.isEmpty() ? null : unmeasured
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
