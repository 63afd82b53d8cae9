package org.ecglens.run.storage;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.codec.ZstandardCodec;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.ecglens.ecg.Waves;
import org.ecglens.table.Column;
import org.ecglens.table.ColumnType;
import org.ecglens.table.RecordClass;
import org.ecglens.table.Table;
import org.ecglens.table.TableRow;

/** Writes one Parquet file of a table. The same rows give the same bytes. */
public final class TableWriter implements AutoCloseable {
  private final Table<?> table;
  private final ParquetWriter<TableRow> writer;
  private long rows;

  /** Creates the file and the folders above it. */
  public TableWriter(Path file, Configuration conf, Table<?> table) throws IOException {
    this.table = table;
    // Level 1 is about as fast as Snappy, and files of signals become a quarter smaller.
    Configuration fast = new Configuration(conf);
    fast.setInt(ZstandardCodec.PARQUET_COMPRESS_ZSTD_LEVEL, 1);
    Builder builder =
        new Builder(HadoopOutputFile.fromPath(file, conf), table)
            .withConf(fast)
            .withCompressionCodec(CompressionCodecName.ZSTD);
    for (Column column : table.columns()) {
      if (column.type() == ColumnType.FLOATS || column.type() == ColumnType.DOUBLES) {
        // Hardly a value comes twice: a dictionary costs a fifth of the time and saves nothing.
        builder.withDictionaryEncoding(column.name() + ".list.element", false);
      }
    }
    this.writer = builder.build();
  }

  /** Appends a row of the table. */
  public void write(TableRow row) throws IOException {
    if (Table.of(row.getClass()) != table) {
      throw new IllegalArgumentException("a row of " + Table.of(row.getClass()) + " for " + table);
    }
    writer.write(row);
    rows++;
  }

  /** Rows written so far. */
  public long rows() {
    return rows;
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }

  @SuppressWarnings("deprecation") // abstract in Parquet, and deprecated there
  private static final class Builder extends ParquetWriter.Builder<TableRow, Builder> {
    private final Table<?> table;

    Builder(OutputFile file, Table<?> table) {
      super(file);
      this.table = table;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    protected WriteSupport<TableRow> getWriteSupport(Configuration conf) {
      return new RowSupport(table);
    }
  }

  /** Hands rows to Parquet. */
  @SuppressWarnings("deprecation") // abstract in Parquet, and deprecated there
  private static final class RowSupport extends WriteSupport<TableRow> {
    private static final RecordClass<Waves> WAVES = RecordClass.of(Waves.class);
    private static final List<String> WAVE_NAMES = WAVES.names();

    private final Table<?> table;
    private RecordConsumer consumer;

    RowSupport(Table<?> table) {
      this.table = table;
    }

    @Override
    public WriteContext init(Configuration conf) {
      return new WriteContext(ParquetSchema.of(table), Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer recordConsumer) {
      consumer = recordConsumer;
    }

    @Override
    public void write(TableRow row) {
      Object[] values = table.values(row);
      consumer.startMessage();
      for (int i = 0; i < values.length; i++) {
        if (values[i] != null) {
          field(table.columns().get(i).name(), i, values[i]);
        }
      }
      consumer.endMessage();
    }

    private void field(String name, int index, Object value) {
      consumer.startField(name, index);
      value(value);
      consumer.endField(name, index);
    }

    private void value(Object value) {
      if (value instanceof String text) {
        consumer.addBinary(Binary.fromString(text));
      } else if (value instanceof Double number) {
        consumer.addDouble(number);
      } else if (value instanceof Integer number) {
        consumer.addInteger(number);
      } else if (value instanceof Long number) {
        consumer.addLong(number);
      } else if (value instanceof float[] array) {
        list(array.length, i -> consumer.addFloat(array[i]));
      } else if (value instanceof double[] array) {
        list(array.length, i -> consumer.addDouble(array[i]));
      } else if (value instanceof int[] array) {
        list(array.length, i -> consumer.addInteger(array[i]));
      } else if (value instanceof long[] array) {
        list(array.length, i -> consumer.addLong(array[i]));
      } else if (value instanceof List<?> items) {
        list(items.size(), i -> value(items.get(i)));
      } else if (value instanceof Map<?, ?> entries) {
        map(entries);
      } else if (value instanceof Waves waves) {
        group(waves);
      } else {
        throw new IllegalArgumentException("a value of " + value.getClass());
      }
    }

    private void list(int size, IntConsumer element) {
      consumer.startGroup();
      if (size > 0) {
        consumer.startField("list", 0);
        for (int i = 0; i < size; i++) {
          consumer.startGroup();
          consumer.startField("element", 0);
          element.accept(i);
          consumer.endField("element", 0);
          consumer.endGroup();
        }
        consumer.endField("list", 0);
      }
      consumer.endGroup();
    }

    private void map(Map<?, ?> entries) {
      consumer.startGroup();
      if (!entries.isEmpty()) {
        consumer.startField("key_value", 0);
        // Ascending, so that equal maps give equal bytes.
        new TreeMap<>(entries)
            .forEach(
                (key, value) -> {
                  consumer.startGroup();
                  field("key", 0, key);
                  field("value", 1, value);
                  consumer.endGroup();
                });
        consumer.endField("key_value", 0);
      }
      consumer.endGroup();
    }

    private void group(Waves waves) {
      consumer.startGroup();
      Object[] values = WAVES.values(waves);
      for (int i = 0; i < values.length; i++) {
        if (values[i] != null) {
          field(WAVE_NAMES.get(i), i, values[i]);
        }
      }
      consumer.endGroup();
    }
  }
}
