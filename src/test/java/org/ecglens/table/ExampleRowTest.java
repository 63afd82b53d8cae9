package org.ecglens.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.ecglens.run.storage.SparkSchema;
import org.ecglens.run.storage.TableWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table that CONTRIBUTING.md adds. */
class ExampleRowTest {
  private static final Table<ExampleRow> TABLE = Table.of(ExampleRow.class);

  @TempDir Path folder;

  @Test
  void theColumnsAreThoseOfTheRecord() {
    assertThat(SparkSchema.of(TABLE).simpleString())
        .isEqualTo("struct<record_id:string,beats:int,rate:double,reason:string>");
    assertThat(TABLE.columns().get(2).unit()).isEqualTo("1/min");
  }

  @Test
  void rowsAreWrittenAndMadeOfTheirValues() throws Exception {
    ExampleRow row = new ExampleRow("a", 1, null, "there is one beat");
    assertThat(TABLE.row(TABLE.values(row))).isEqualTo(row);
    Path file = folder.resolve("rates.parquet");
    try (TableWriter writer =
        new TableWriter(
            new org.apache.hadoop.fs.Path(file.toString()), new Configuration(), TABLE)) {
      writer.write(row);
      assertThat(writer.stored().rows()).isEqualTo(1);
    }
    assertThat(file).isNotEmptyFile();
  }

  @Test
  void aRecordWithoutAnIdCannotBeWritten() {
    assertThatThrownBy(() -> TABLE.values(new ExampleRow(null, 0, null, "no beats")))
        .hasMessageContaining("rates.record_id is null");
  }
}
