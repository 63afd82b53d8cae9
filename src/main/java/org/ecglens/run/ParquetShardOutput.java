package org.ecglens.run;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.ecglens.run.storage.StoredFile;
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
  private final TaskContext task = TaskContext.get();
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
    if (task != null && task.isInterrupted()) {
      throw new TaskKilledException("the job was cancelled");
    }
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
   * Makes the rows count, or those of another attempt that was faster.
   *
   * @param records taken in
   * @return the marker of the rows that count
   */
  ShardMarker commit(long records, String run) throws IOException {
    Map<String, StoredFile> files = new TreeMap<>();
    for (Map.Entry<Table<?>, TableWriter> entry : writers.entrySet()) {
      entry.getValue().close();
      files.put(entry.getKey().folder(), entry.getValue().stored());
    }
    writers.clear();
    ShardMarkers markers = new ShardMarkers(folder, run, conf);
    if (!markers.isWanted()) {
      removeLate(files);
      throw ShardExecution.gone(folder);
    }
    return markers.commit(new ShardMarker(run, shard, records, files, counts));
  }

  /** Whoever removed the folder does not expect it to come back with what nobody reads. */
  private void removeLate(Map<String, StoredFile> files) throws IOException {
    FileSystem storage = new Path(folder.path()).getFileSystem(conf);
    for (Map.Entry<String, StoredFile> file : files.entrySet()) {
      Path table = folder.file(file.getKey());
      storage.delete(new Path(table, file.getValue().name()), false);
      removeEmpty(storage, table);
    }
    removeEmpty(storage, new Path(folder.path()));
  }

  private static void removeEmpty(FileSystem storage, Path path) throws IOException {
    if (storage.exists(path) && storage.listStatus(path).length == 0) {
      storage.delete(path, false);
    }
  }

  @Override
  public void close() throws IOException {
    for (TableWriter writer : writers.values()) {
      writer.close();
    }
  }

  private Path path(Table<?> table) {
    String name = ShardMarkers.PREFIX + "%05d-%s.parquet".formatted(shard, attempt);
    return new Path(folder.table(table), name);
  }
}
