package org.ecglens.run;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.ecglens.run.storage.TableWriter;
import org.ecglens.table.Table;
import org.ecglens.table.TableRow;

/**
 * Writes the rows of one attempt at one shard to a Parquet file for each table; nothing of it
 * counts before it is committed.
 */
final class ParquetShardOutput implements ShardOutput, AutoCloseable {
  private final RunFolder folder;
  private final Configuration conf;
  private final int shard;
  private final String attempt;
  private final Map<Table<?>, TableWriter> writers = new LinkedHashMap<>();
  private final Map<String, Long> counts = new TreeMap<>();

  ParquetShardOutput(RunFolder folder, Configuration conf, int shard, String attempt) {
    this.folder = folder;
    this.conf = conf;
    this.shard = shard;
    this.attempt = attempt;
  }

  @Override
  public int shard() {
    return shard;
  }

  @Override
  public void write(TableRow row) throws IOException {
    Table<?> table = Table.of(row.getClass());
    TableWriter writer = writers.get(table);
    if (writer == null) {
      writer = new TableWriter(path(table), conf, table);
      writers.put(table, writer);
    }
    writer.write(row);
  }

  @Override
  public void count(String name, long amount) {
    counts.merge(name, amount, Long::sum);
  }

  /**
   * Makes the rows count.
   *
   * @param records taken in
   */
  void commit(long records) throws IOException {
    Map<String, String> files = new TreeMap<>();
    Map<String, Long> rows = new TreeMap<>();
    for (Map.Entry<Table<?>, TableWriter> entry : writers.entrySet()) {
      entry.getValue().close();
      files.put(entry.getKey().folder(), path(entry.getKey()).getName());
      rows.put(entry.getKey().folder(), entry.getValue().rows());
    }
    writers.clear();
    folder.commit(new ShardMarker(shard, records, files, rows, counts), attempt, conf);
  }

  @Override
  public void close() throws IOException {
    for (TableWriter writer : writers.values()) {
      writer.close();
    }
  }

  private Path path(Table<?> table) {
    String name = "shard-%05d-%s.parquet".formatted(shard, attempt);
    return new Path(folder.table(table), name);
  }
}
