package org.ecglens.run.storage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.ecglens.table.Column;
import org.ecglens.table.ColumnType;
import org.ecglens.table.Table;

/** Rows in memory, compressed, until they are written together. */
final class RowGroup {
  private final ColumnChunkPageWriteStore pages;
  private final ColumnWriteStore columns;
  private final RowValues others;
  private final boolean[] isSignal;
  private final List<FloatPages> signals = new ArrayList<>();
  private long rows;
  private long unseen;

  /** An empty one. */
  RowGroup(
      Table<?> table,
      MessageType schema,
      ParquetProperties properties,
      BytesInputCompressor compressor) {
    pages =
        new ColumnChunkPageWriteStore(
            compressor,
            schema,
            properties.getAllocator(),
            properties.getColumnIndexTruncateLength(),
            properties.getPageWriteChecksumEnabled());
    isSignal = new boolean[table.columns().size()];
    List<Type> types = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < isSignal.length; i++) {
      Column column = table.columns().get(i);
      isSignal[i] = column.type() == ColumnType.FLOATS;
      if (isSignal[i]) {
        ColumnDescriptor found = schema.getColumnDescription(ParquetSchema.element(column));
        signals.add(new FloatPages(found, pages.getPageWriter(found)));
      } else {
        types.add(schema.getType(i));
        names.add(column.name());
      }
    }
    MessageType rest = new MessageType(schema.getName(), types);
    columns = properties.newColumnWriteStore(rest, pages, pages);
    others = new RowValues(names, new ColumnIOFactory().getColumnIO(rest).getRecordWriter(columns));
  }

  /**
   * Appends a row.
   *
   * @param values of all columns, null where there is none
   */
  void write(Object[] values) throws IOException {
    List<Object> plain = new ArrayList<>(values.length);
    int signal = 0;
    for (int i = 0; i < values.length; i++) {
      if (isSignal[i]) {
        float[] array = (float[]) values[i];
        signals.get(signal++).add(array);
        unseen += array == null ? 0 : (long) Float.BYTES * array.length;
      } else {
        plain.add(values[i]);
      }
    }
    others.write(plain);
    rows++;
  }

  /**
   * Whether so many bytes are held.
   *
   * @param every how many rows are written before another look, unless they are large
   */
  boolean holds(long bytes, int every) {
    if (rows % every != 0 && unseen < bytes / 4) {
      return false;
    }
    unseen = 0;
    return pages() + columns.getBufferedSize() >= bytes;
  }

  private long pages() {
    return signals.stream().mapToLong(FloatPages::held).sum();
  }

  /** Writes the rows as a row group of a file. */
  void writeTo(ParquetFileWriter file) throws IOException {
    others.flush();
    if (rows > 0) {
      file.startBlock(rows);
      columns.flush();
      for (FloatPages signal : signals) {
        signal.flush();
      }
      pages.flushToFileWriter(file);
      file.endBlock();
    }
    close();
  }

  /** Drops the rows that were not written. */
  void close() {
    columns.close();
    pages.close();
  }
}
