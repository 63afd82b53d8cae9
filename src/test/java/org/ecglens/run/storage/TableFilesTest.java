package org.ecglens.run.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Waves;
import org.ecglens.table.PredictionRow;
import org.ecglens.table.RecordRow;
import org.ecglens.table.Table;
import org.ecglens.table.TableRow;
import org.ecglens.table.Tables;
import org.ecglens.testing.SparkSessions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TableFilesTest {
  private static final int ROWS = 20;

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
  void sparkReadsWhatIsWritten() throws Exception {
    Path file = folder.resolve("records.parquet");
    write(file, RecordRow.of(ECG));
    Row row = SparkSessions.local().read().parquet(file.toString()).first();
    assertThat(row.schema().simpleString())
        .isEqualTo(SparkSchema.of(Tables.RECORDS).simpleString());
    assertThat(row.<Double>getList(8).toString()).isEqualTo("[1.0, 2.0, 3.0, 4.0, 5.0, 6.0]");
    assertThat(row.<String>getList(4)).containsExactly("I", "II");
    assertThat(row.<String, Double>getJavaMap(9))
        .containsExactlyInAnyOrderEntriesOf(Map.of("QT", 400.5, "PR", 160.0));
    assertThat(row.getStruct(10).isNullAt(0)).isTrue();
    assertThat(row.getStruct(10).getInt(4)).isEqualTo(2);
    assertThat(row.isNullAt(1)).isTrue();
  }

  @Test
  void sparkTypesAreThoseOfTheContract() {
    for (Table<?> table : Tables.ALL) {
      for (org.ecglens.table.Column column : table.columns()) {
        assertThat(SparkSchema.type(column.type()).simpleString().replace("bigint", "long"))
            .isEqualTo(column.type().label());
      }
    }
  }

  @Test
  void theSameRowsGiveTheSameBytes() throws Exception {
    write(folder.resolve("one.parquet"), RecordRow.of(ECG));
    write(folder.resolve("two.parquet"), RecordRow.of(ECG));
    assertThat(folder.resolve("one.parquet")).hasSameBinaryContentAs(folder.resolve("two.parquet"));
    assertThat(Files.size(folder.resolve("one.parquet"))).isPositive();
  }

  @Test
  void signalsAreCompressedWithoutDictionary() throws Exception {
    Path file = folder.resolve("records.parquet");
    write(file, RecordRow.of(ECG));
    try (ParquetFileReader reader =
        ParquetFileReader.open(
            HadoopInputFile.fromPath(
                new org.apache.hadoop.fs.Path(file.toString()), new Configuration()))) {
      for (ColumnChunkMetaData column : reader.getFooter().getBlocks().get(0).getColumns()) {
        assertThat(column.getCodec()).isEqualTo(CompressionCodecName.ZSTD);
        if (column.getPath().toDotString().startsWith("signal")) {
          assertThat(column.getEncodings()).noneMatch(Encoding::usesDictionary);
        }
      }
    }
  }

  @Test
  void whatMustBeThereCannotBeNull() {
    PredictionRow row = new PredictionRow(null, "m", "0", 1, null, 1);
    assertThatThrownBy(() -> write(folder.resolve("bad.parquet"), row))
        .hasMessageContaining("predictions.record_id is null");
  }

  @Test
  void aRowOfAnotherTableIsRefused() {
    assertThatThrownBy(
            () -> {
              try (TableWriter writer =
                  new TableWriter(
                      new org.apache.hadoop.fs.Path(folder.resolve("other.parquet").toString()),
                      new Configuration(),
                      Tables.SCORES)) {
                writer.write(RecordRow.of(ECG));
              }
            })
        .hasMessageContaining("a row of records for scores");
  }

  static List<Table<?>> tables() {
    return Tables.ALL;
  }

  @ParameterizedTest
  @MethodSource("tables")
  void rowsComeBackFromFilesAndFromSpark(Table<?> table) throws Exception {
    check(table);
  }

  private <R extends TableRow> void check(Table<R> table) throws Exception {
    Random random = new Random(table.folder().hashCode());
    List<R> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      rows.add(table.row(values(table, random)));
    }
    SparkSession spark = SparkSessions.local();
    RunTables tables = new FolderTables(spark, folder.toString());
    assertThat(tables.rows(table)).isEmpty();
    assertThat(tables.write(table, rows)).isSameAs(rows);
    assertThat(values(table, tables.rows(table))).isDeepEqualTo(values(table, rows));

    RowEncoding<R> encoding = new RowEncoding<>(table);
    List<Row> encoded = rows.stream().map(encoding::encode).toList();
    Dataset<Row> local = spark.createDataFrame(encoded, encoding.schema());
    Dataset<Row> spread =
        spark.createDataFrame(
            JavaSparkContext.fromSparkContext(spark.sparkContext()).parallelize(encoded, 1),
            encoding.schema());
    List<String> stored = tables.read(table).toJSON().collectAsList();
    assertThat(local.toJSON().collectAsList()).isEqualTo(stored);
    assertThat(spread.toJSON().collectAsList()).isEqualTo(stored);
    assertThat(values(table, decoded(encoding, backwards(spread))))
        .isDeepEqualTo(values(table, rows));
  }

  /** Arrays in a row are equal by their elements. */
  private static Object[][] values(Table<?> table, List<? extends TableRow> rows) {
    return rows.stream().map(table::values).toArray(Object[][]::new);
  }

  private static <R extends TableRow> List<R> decoded(RowEncoding<R> encoding, Dataset<Row> rows) {
    return rows.collectAsList().stream().map(encoding::decode).toList();
  }

  /** The columns the other way round, one more before them. */
  private static Dataset<Row> backwards(Dataset<Row> rows) {
    List<Column> columns = new ArrayList<>();
    for (String name : rows.columns()) {
      columns.add(functions.col(name));
    }
    columns.add(functions.lit(1).as("more"));
    Collections.reverse(columns);
    return rows.select(columns.toArray(Column[]::new));
  }

  private static Object[] values(Table<?> table, Random random) {
    return table.columns().stream()
        .map(column -> column.nullable() && random.nextInt(3) == 0 ? null : value(column, random))
        .toArray();
  }

  private static Object value(org.ecglens.table.Column column, Random random) {
    int size = random.nextInt(4);
    return switch (column.type()) {
      case STRING -> text(random);
      case DOUBLE -> random.nextGaussian();
      case INT -> random.nextInt();
      case LONG -> random.nextLong();
      case STRINGS -> random.ints(size).mapToObj(i -> text(random)).toList();
      case FLOATS -> {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
          values[i] = random.nextFloat();
        }
        yield values;
      }
      case INTS -> random.ints(size).toArray();
      case LONGS -> random.longs(size).toArray();
      case DOUBLES -> random.doubles(size).toArray();
      case MEASURES -> {
        // Ascending as in files, so that their text can be compared.
        Map<String, Double> map = new TreeMap<>();
        random.doubles(size).forEach(number -> map.put(text(random), number));
        yield map;
      }
      case WORDS -> {
        Map<String, String> map = new TreeMap<>();
        random.ints(size).forEach(i -> map.put(text(random), text(random)));
        yield map;
      }
      case WAVES ->
          new Waves(1, null, random.nextInt(), null, null, random.nextInt(), null, 8, null);
    };
  }

  private static String text(Random random) {
    return "ä/'\" " + random.nextInt(1000);
  }

  private static void write(Path file, TableRow row) throws Exception {
    try (TableWriter writer =
        new TableWriter(
            new org.apache.hadoop.fs.Path(file.toString()),
            new Configuration(),
            Table.of(row.getClass()))) {
      writer.write(row);
    }
  }
}
