package org.ecglens.run.storage;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.ecglens.table.Table;
import org.ecglens.table.TableRow;

/**
 * The tables in the folder of a run, each a folder of Parquet files.
 *
 * <p>A table that is written again is a new file beside the old one, which stays until {@link
 * #removeReplaced}: in between, a manifest can be switched from the one to the other.
 */
public final class FolderTables implements RunTables {
  private static final String PART = "part-";

  private final SparkSession spark;
  private final String folder;
  private final Map<String, List<StoredFile>> listed;
  private final Map<String, StoredFile> written = new TreeMap<>();

  /**
   * Tables of a run whose folders hold nothing else; reads nothing yet.
   *
   * @param folder of the run
   */
  public FolderTables(SparkSession spark, String folder) {
    this(spark, folder, Map.of());
  }

  /**
   * Tables of a run.
   *
   * @param listed the files of those tables whose folders hold more than their files
   */
  public FolderTables(SparkSession spark, String folder, Map<String, List<StoredFile>> listed) {
    this.spark = spark;
    this.folder = folder;
    this.listed = Map.copyOf(listed);
  }

  @Override
  public Dataset<Row> read(Table<?> table) throws IOException {
    Path path = path(table);
    String[] files = files(table);
    if (files.length == 0 || !path.getFileSystem(conf()).exists(path)) {
      return spark.createDataFrame(List.of(), SparkSchema.of(table));
    }
    return spark.read().schema(SparkSchema.of(table)).parquet(files);
  }

  private String[] files(Table<?> table) {
    StoredFile own = written.get(table.folder());
    List<StoredFile> some = own == null ? listed.get(table.folder()) : List.of(own);
    return some == null
        ? new String[] {path(table).toString()}
        : some.stream()
            .map(file -> new Path(path(table), file.name()).toString())
            .toArray(String[]::new);
  }

  @Override
  public <R extends TableRow> List<R> write(Table<R> table, List<R> rows) throws IOException {
    String name = PART + UUID.randomUUID().toString().substring(0, 8) + ".parquet";
    TableWriter writer = new TableWriter(new Path(path(table), name), conf(), table);
    try (writer) {
      for (R row : rows) {
        writer.write(row);
      }
    }
    written.put(table.folder(), writer.stored());
    return rows;
  }

  /** The files of the tables that were written here, by table's folder. */
  public Map<String, StoredFile> written() {
    return new TreeMap<>(written);
  }

  /** Deletes the files whose tables were written again. */
  public void removeReplaced() throws IOException {
    for (Map.Entry<String, StoredFile> entry : written.entrySet()) {
      Path path = new Path(folder, entry.getKey());
      FileSystem files = path.getFileSystem(conf());
      for (FileStatus status : files.listStatus(path)) {
        String name = status.getPath().getName();
        if (name.startsWith(PART) && !name.equals(entry.getValue().name())) {
          files.delete(status.getPath(), false);
        }
      }
    }
  }

  private Path path(Table<?> table) {
    return new Path(folder, table.folder());
  }

  private Configuration conf() {
    return spark.sessionState().newHadoopConf();
  }
}
