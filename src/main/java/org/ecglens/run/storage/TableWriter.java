package org.ecglens.run.storage;

import java.io.IOException;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.codec.ZstandardCodec;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.schema.MessageType;
import org.ecglens.table.Column;
import org.ecglens.table.ColumnType;
import org.ecglens.table.Table;
import org.ecglens.table.TableRow;

/** Writes one Parquet file of a table. The same rows give the same bytes. */
public final class TableWriter implements AutoCloseable {
  private static final long GROUP_BYTES = ParquetWriter.DEFAULT_BLOCK_SIZE;
  private static final int ROWS_BETWEEN_LOOKS = 1000;

  private final Table<?> table;
  private final MessageType schema;
  private final ParquetProperties properties;
  private final CodecFactory codecs;
  private final Path path;
  private final DigestedFile output;
  private final ParquetFileWriter file;
  private RowGroup group;
  private boolean failed;
  private boolean closed;
  private long rows;

  /** Creates the file and the folders above it. */
  public TableWriter(Path path, Configuration conf, Table<?> table) throws IOException {
    this.table = table;
    this.path = path;
    this.schema = ParquetSchema.of(table);
    this.properties = properties(table);
    // Level 1 is about as fast as Snappy, and files of signals become a quarter smaller.
    Configuration fast = new Configuration(conf);
    fast.setInt(ZstandardCodec.PARQUET_COMPRESS_ZSTD_LEVEL, 1);
    this.codecs = new CodecFactory(fast, properties.getPageSizeThreshold());
    this.output = new DigestedFile(HadoopOutputFile.fromPath(path, conf));
    this.file =
        new ParquetFileWriter(
            output,
            schema,
            ParquetFileWriter.Mode.CREATE,
            GROUP_BYTES,
            ParquetWriter.MAX_PADDING_SIZE_DEFAULT,
            properties.getColumnIndexTruncateLength(),
            properties.getStatisticsTruncateLength(),
            properties.getPageWriteChecksumEnabled());
    file.start();
    this.group = group();
  }

  private static ParquetProperties properties(Table<?> table) {
    ParquetProperties.Builder builder = ParquetProperties.builder();
    for (Column column : table.columns()) {
      if (column.type() == ColumnType.DOUBLES) {
        // Hardly a value comes twice: a dictionary costs a fifth of the time and saves nothing.
        builder.withDictionaryEncoding(String.join(".", ParquetSchema.element(column)), false);
      }
    }
    return builder.build();
  }

  private RowGroup group() {
    return new RowGroup(table, schema, properties, codecs.getCompressor(CompressionCodecName.ZSTD));
  }

  /** Appends a row of the table. */
  public void write(TableRow row) throws IOException {
    if (Table.of(row.getClass()) != table) {
      throw new IllegalArgumentException("a row of " + Table.of(row.getClass()) + " for " + table);
    }
    Object[] values = table.values(row);
    // Half a row is no row: a file with one is not ended.
    failed = true;
    group.write(values);
    if (group.holds(GROUP_BYTES, ROWS_BETWEEN_LOOKS)) {
      group.writeTo(file);
      group = group();
    }
    failed = false;
    rows++;
  }

  /** The file, once it is closed. */
  public StoredFile stored() {
    return new StoredFile(path.getName(), output.bytes(), rows, output.sha256());
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try {
      if (failed) {
        group.close();
      } else {
        group.writeTo(file);
        file.end(Map.of());
      }
    } finally {
      codecs.release();
      file.close();
    }
  }
}
