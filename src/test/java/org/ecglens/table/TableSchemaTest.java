package org.ecglens.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Waves;
import org.ecglens.testing.SparkSessions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableSchemaTest {
  @TempDir Path folder;

  private static final Ecg ECG =
      new Ecg(
          "a/b",
          null,
          "test",
          Ecg.Kind.RHYTHM,
          List.of("I", "II"),
          250,
          "uV",
          new float[] {1, 2, 3, 4, 5, 6},
          Map.of("QT", 400.5, "PR", 160.0),
          new Waves(null, null, null, 1, 2, 3, null, null, null));

  @Test
  void columnsAreThoseOfTheContract() {
    assertThat(ddl(TableSchema.RECORDS))
        .isEqualTo(
            "record_id string, subject string, source string, kind string, leads array<string>,"
                + " sample_rate_hz double, samples int, unit string, signal array<float>, labels"
                + " map<string,double>, waves struct<p_onset:int,p_peak:int,p_offset:int,"
                + "qrs_onset:int,qrs_peak:int,qrs_offset:int,t_onset:int,t_peak:int,t_offset:int>, unmeasured map<string,string>");
    assertThat(ddl(TableSchema.PREDICTIONS))
        .isEqualTo(
            "record_id string, model string, target string, prediction double, label double");
    assertThat(ddl(TableSchema.ATTRIBUTIONS))
        .isEqualTo(
            "record_id string, model string, target string, method string, preset string,"
                + " attribution array<float>, prediction double, delta double, zeros int");
    assertThat(ddl(TableSchema.RECORD_CURVES))
        .isEqualTo(
            "record_id string, model string, target string, method string, preset string, mode"
                + " string, order string, operator string, repeat int, steps array<int>,"
                + " predictions array<double>");
    assertThat(TableSchema.CURVES.structType().fieldNames())
        .containsExactly(
            "model",
            "target",
            "method",
            "preset",
            "mode",
            "order",
            "operator",
            "step",
            "n",
            "mean",
            "sd",
            "ci_low",
            "ci_high");
    assertThat(TableSchema.SCORES.structType().fieldNames())
        .containsExactly(
            "record_id",
            "model",
            "target",
            "method",
            "preset",
            "mode",
            "order",
            "operator",
            "metric",
            "value",
            "reason");
    assertThat(TableSchema.SUMMARY.structType().fieldNames())
        .containsExactly(
            "model",
            "target",
            "method",
            "preset",
            "mode",
            "order",
            "operator",
            "metric",
            "n",
            "mean",
            "sd",
            "median",
            "ci_low",
            "ci_high");
  }

  @Test
  void sparkReadsWhatIsWritten() throws Exception {
    Path file = folder.resolve("records.parquet");
    write(file, new RecordRow(ECG));
    Row row = SparkSessions.local().read().parquet(file.toString()).first();
    assertThat(row.schema().simpleString())
        .isEqualTo(TableSchema.RECORDS.structType().simpleString());
    assertThat(row.<Double>getList(8).toString()).isEqualTo("[1.0, 2.0, 3.0, 4.0, 5.0, 6.0]");
    assertThat(row.<String>getList(4)).containsExactly("I", "II");
    assertThat(row.<String, Double>getJavaMap(9))
        .containsExactlyInAnyOrderEntriesOf(Map.of("QT", 400.5, "PR", 160.0));
    assertThat(row.getStruct(10).isNullAt(0)).isTrue();
    assertThat(row.getStruct(10).getInt(4)).isEqualTo(2);
    assertThat(row.isNullAt(1)).isTrue();
  }

  @Test
  void theSameRowsGiveTheSameBytes() throws Exception {
    write(folder.resolve("one.parquet"), new RecordRow(ECG));
    write(folder.resolve("two.parquet"), new RecordRow(ECG));
    assertThat(folder.resolve("one.parquet")).hasSameBinaryContentAs(folder.resolve("two.parquet"));
    assertThat(Files.size(folder.resolve("one.parquet"))).isPositive();
  }

  @Test
  void whatMustBeThereCannotBeNull() {
    PredictionRow row = new PredictionRow(null, "m", "0", 1, null);
    assertThatThrownBy(() -> write(folder.resolve("bad.parquet"), row))
        .hasMessageContaining("predictions.record_id is null");
  }

  private static void write(Path file, TableRow row) throws Exception {
    try (TableWriter writer =
        new TableWriter(
            new org.apache.hadoop.fs.Path(file.toString()), new Configuration(), row.table())) {
      writer.write(row);
    }
  }

  private static String ddl(TableSchema table) {
    StructType type = table.structType();
    StringBuilder text = new StringBuilder();
    for (String name : type.fieldNames()) {
      DataType column = type.apply(name).dataType();
      text.append(text.isEmpty() ? "" : ", ")
          .append(name)
          .append(' ')
          .append(column.simpleString());
    }
    return text.toString();
  }
}
