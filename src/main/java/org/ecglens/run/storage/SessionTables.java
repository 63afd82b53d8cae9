package org.ecglens.run.storage;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.ecglens.table.Table;
import org.ecglens.table.TableRow;

/**
 * The tables of a run without a folder: the tables of the shards in Spark's memory and on its
 * disks, the small tables in the driver's memory.
 */
public final class SessionTables implements RunTables {
  private final SparkSession spark;
  private final JavaRDD<ShardRows> shards;
  private final Broadcast<?> plan;
  private final Map<String, List<Row>> small = new HashMap<>();

  /**
   * Tables of shards that are computed.
   *
   * @param shards kept until the tables are closed
   * @param plan what the shards are computed from, destroyed then
   */
  public SessionTables(SparkSession spark, JavaRDD<ShardRows> shards, Broadcast<?> plan) {
    this.spark = spark;
    this.shards = shards;
    this.plan = plan;
  }

  @Override
  public Dataset<Row> read(Table<?> table) {
    String folder = table.folder();
    List<Row> rows = small.get(folder);
    return rows != null
        ? spark.createDataFrame(rows, SparkSchema.of(table))
        : spark.createDataFrame(
            shards.flatMap(shard -> shard.of(folder).iterator()), SparkSchema.of(table));
  }

  @Override
  public <R extends TableRow> List<R> write(Table<R> table, List<R> rows) {
    RowEncoding<R> encoding = new RowEncoding<>(table);
    small.put(table.folder(), rows.stream().map(encoding::encode).toList());
    return rows;
  }

  @Override
  public void close() {
    shards.unpersist(false);
    plan.destroy();
  }
}
