package org.ecglens.records;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.Arrays;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.ecglens.ecg.Ecg;
import org.ecglens.error.UserException;
import org.ecglens.model.InputRecord;

/** Rows of a table of records as electrocardiograms with all that the table knows of them. */
final class EcgRow {
  static final String SOURCE = "source";

  private EcgRow() {}

  /**
   * The columns that {@link #ecg} reads: the columns of {@link RecordTable#rows()}, then source,
   * null where the table has none.
   */
  static Dataset<Row> rows(RecordTable table) {
    return table.rowsWith(text(table.raw(), SOURCE));
  }

  /** A column of strings; null where the row has no value. */
  static Column text(Dataset<Row> raw, String name) {
    boolean present =
        Arrays.asList(raw.columns()).contains(name)
            && raw.schema().apply(name).dataType().equals(DataTypes.StringType);
    return (present ? col(name) : lit(null).cast(DataTypes.StringType)).as(name);
  }

  /**
   * The record.
   *
   * @throws UserException if its parts do not fit; the message names no values of the row, so that
   *     equal defects have equal messages
   */
  static Ecg ecg(Row row) {
    InputRecord record = RecordRows.record(row);
    if (record.recordId() == null) {
      throw new UserException("record_id is null");
    }
    if (record.leads() == null || record.leads().isEmpty() || record.leads().contains(null)) {
      throw new UserException("leads are missing");
    }
    if (!(record.sampleRateHz() > 0) || Double.isInfinite(record.sampleRateHz())) {
      throw new UserException("sample_rate_hz is not positive");
    }
    if (record.signal() == null) {
      throw new UserException("signal is null");
    }
    if (record.signal().length != (long) record.leads().size() * record.samples()) {
      throw new UserException("signal does not hold leads × samples values");
    }
    String kind = record.kind() == null ? "" : record.kind().toLowerCase(Locale.ROOT);
    String source = row.getAs(SOURCE);
    return new Ecg(
        record.recordId(),
        null,
        source == null ? "" : source,
        kind.equals("median") ? Ecg.Kind.MEDIAN : Ecg.Kind.RHYTHM,
        record.leads(),
        record.sampleRateHz(),
        record.unit() == null ? "" : record.unit(),
        record.signal(),
        record.labels(),
        record.waves());
  }
}
