package org.ecglens.run;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.ecglens.table.QuarantineRow;
import org.ecglens.table.TableRow;
import org.ecglens.table.TableSchema;
import org.ecglens.table.TableWriter;

/** Where one attempt at one shard writes its rows; nothing of it counts before it is committed. */
public final class ShardOutput implements AutoCloseable {
  private final RunFolder folder;
  private final Configuration conf;
  private final int shard;
  private final String attempt;
  private final Map<TableSchema, TableWriter> writers = new EnumMap<>(TableSchema.class);
  private final Map<String, Long> counts = new TreeMap<>();

  ShardOutput(RunFolder folder, Configuration conf, int shard, String attempt) {
    this.folder = folder;
    this.conf = conf;
    this.shard = shard;
    this.attempt = attempt;
  }

  /** Number of the shard. */
  public int shard() {
    return shard;
  }

  /** Appends a row to its table. */
  public void write(TableRow row) throws IOException {
    TableWriter writer = writers.get(row.table());
    if (writer == null) {
      writer = new TableWriter(path(row.table()), conf, row.table());
      writers.put(row.table(), writer);
    }
    writer.write(row);
  }

  /**
   * Notes a record that cannot be used.
   *
   * @param path of its file, or null
   */
  public void quarantine(String recordId, String path, String stage, String reason, String detail)
      throws IOException {
    write(new QuarantineRow(recordId, path, stage, reason, detail));
    count("quarantine/" + stage + "/" + reason, 1);
  }

  /** Adds to a count of the manifest. */
  public void count(String name, long amount) {
    counts.merge(name, amount, Long::sum);
  }

  /** Makes the rows count. */
  void commit(long records) throws IOException {
    Map<String, String> files = new TreeMap<>();
    Map<String, Long> rows = new TreeMap<>();
    for (Map.Entry<TableSchema, TableWriter> entry : writers.entrySet()) {
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

  private Path path(TableSchema table) {
    String name = "shard-%05d-%s.parquet".formatted(shard, attempt);
    return new Path(folder.table(table), name);
  }
}
