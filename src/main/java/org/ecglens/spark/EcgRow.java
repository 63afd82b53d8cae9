package org.ecglens.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.ecglens.UserException;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Waves;
import org.ecglens.model.InputRecord;
import org.ecglens.table.ColumnType;
import org.ecglens.table.RecordRow;

/** Rows of a table of records as electrocardiograms with all that the table knows of them. */
final class EcgRow {
  private static final String SOURCE = "source";
  private static final String WAVES = "waves";

  /** Columns of {@link RecordTable#rows()}, which come first. */
  private static final int MAIN_COLUMNS = 8;

  private EcgRow() {}

  /**
   * The columns that {@link #ecg} reads: those of {@link RecordTable#rows()}, then source and
   * waves, null where the table has none.
   */
  static Dataset<Row> rows(RecordTable table) {
    Dataset<Row> raw = table.raw();
    List<String> names = List.of(table.rows().columns());
    List<Column> columns = new ArrayList<>();
    StructType schema = raw.schema();
    for (String name : names) {
      DataType type = table.rows().schema().apply(name).dataType();
      boolean present = Arrays.asList(schema.fieldNames()).contains(name);
      columns.add((present ? col(name) : lit(null)).cast(type).as(name));
    }
    columns.add(text(raw, SOURCE));
    columns.add(waves(schema));
    return raw.select(columns.toArray(Column[]::new));
  }

  /** A column of strings; null where there is none. */
  static Column text(Dataset<Row> raw, String name) {
    boolean present =
        Arrays.asList(raw.columns()).contains(name)
            && raw.schema().apply(name).dataType().equals(DataTypes.StringType);
    return (present ? col(name) : lit(null).cast(DataTypes.StringType)).as(name);
  }

  private static Column waves(StructType schema) {
    DataType type = ColumnType.WAVES.sparkType();
    boolean present =
        Arrays.asList(schema.fieldNames()).contains(WAVES)
            && schema.apply(WAVES).dataType() instanceof StructType found
            && List.of(found.fieldNames()).equals(RecordRow.WAVE_FIELDS);
    return (present ? col(WAVES) : lit(null)).cast(type).as(WAVES);
  }

  /**
   * The record.
   *
   * @throws UserException if its parts do not fit; the message names no values of the row, so that
   *     equal defects have equal messages
   */
  static Ecg ecg(Row row) {
    InputRecord record = RecordTable.record(row);
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
    String source = row.getString(MAIN_COLUMNS);
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
        waves(row));
  }

  private static Waves waves(Row row) {
    if (row.isNullAt(MAIN_COLUMNS + 1)) {
      return Waves.NONE;
    }
    Row waves = row.getStruct(MAIN_COLUMNS + 1);
    return new Waves(
        sample(waves, 0),
        sample(waves, 1),
        sample(waves, 2),
        sample(waves, 3),
        sample(waves, 4),
        sample(waves, 5),
        sample(waves, 6),
        sample(waves, 7),
        sample(waves, 8));
  }

  private static Integer sample(Row waves, int field) {
    return waves.isNullAt(field) ? null : waves.getInt(field);
  }
}
