package org.ecglens.run.storage;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.ecglens.table.Table;
import org.ecglens.table.TableRow;

/** The tables in the folder of a run, each a folder of Parquet files. */
public final class FolderTables implements RunTables {
  private final SparkSession spark;
  private final String folder;

  /**
   * Tables of a run; reads nothing yet.
   *
   * @param folder of the run
   */
  public FolderTables(SparkSession spark, String folder) {
    this.spark = spark;
    this.folder = folder;
  }

  @Override
  public Dataset<Row> read(Table<?> table) throws IOException {
    Path path = path(table);
    if (!path.getFileSystem(conf()).exists(path)) {
      return spark.createDataFrame(List.of(), SparkSchema.of(table));
    }
    return spark.read().schema(SparkSchema.of(table)).parquet(path.toString());
  }

  @Override
  public <R extends TableRow> List<R> write(Table<R> table, List<R> rows) throws IOException {
    Path path = path(table);
    path.getFileSystem(conf()).delete(path, true);
    try (TableWriter writer =
        new TableWriter(new Path(path, "part-00000.parquet"), conf(), table)) {
      for (R row : rows) {
        writer.write(row);
      }
    }
    return rows;
  }

  private Path path(Table<?> table) {
    return new Path(folder, table.folder());
  }

  private Configuration conf() {
    return spark.sessionState().newHadoopConf();
  }
}
