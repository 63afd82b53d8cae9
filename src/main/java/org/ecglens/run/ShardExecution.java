package org.ecglens.run;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.VoidFunction;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.SerializableConfiguration;
import scala.Tuple2;

/** Runs the shards of a run that are not finished yet. */
public final class ShardExecution {
  private final SparkSession spark;
  private final RunFolder folder;

  /** Runs in a prepared folder. */
  public ShardExecution(SparkSession spark, RunFolder folder) {
    this.spark = spark;
    this.folder = folder;
  }

  /**
   * Runs shards, and gives the markers of all that are finished.
   *
   * @param items with their shard; all items of a shard are in one partition
   * @param total number of items, for the progress
   */
  public <T extends Serializable> List<ShardMarker> run(
      JavaRDD<Tuple2<Integer, T>> items, long total, ShardTask<T> task, Progress progress)
      throws IOException {
    LongAccumulator finished = spark.sparkContext().longAccumulator("records done");
    long before = folder.markers(conf()).stream().mapToLong(ShardMarker::records).sum();
    try (Progress.Bar bar = progress.start(total, () -> before + finished.value())) {
      items.foreachPartition(
          new Partition<>(folder, new SerializableConfiguration(conf()), task, finished));
      bar.finish();
    }
    return folder.markers(conf());
  }

  /** Groups the items of a partition by their shard, shards ascending. */
  public static <T> Map<Integer, List<T>> byShard(Iterator<Tuple2<Integer, T>> items) {
    Map<Integer, List<T>> shards = new TreeMap<>();
    items.forEachRemaining(
        item -> shards.computeIfAbsent(item._1(), shard -> new ArrayList<>()).add(item._2()));
    return shards;
  }

  private Configuration conf() {
    return spark.sessionState().newHadoopConf();
  }

  /** The shards of one partition. */
  private record Partition<T extends Serializable>(
      RunFolder folder, SerializableConfiguration conf, ShardTask<T> task, LongAccumulator finished)
      implements VoidFunction<Iterator<Tuple2<Integer, T>>> {
    private static final long serialVersionUID = 1L;

    @Override
    public void call(Iterator<Tuple2<Integer, T>> items) throws IOException {
      for (Map.Entry<Integer, List<T>> shard : byShard(items).entrySet()) {
        String attempt = UUID.randomUUID().toString().substring(0, 8);
        try (ParquetShardOutput output =
            new ParquetShardOutput(folder, conf.value(), shard.getKey(), attempt)) {
          task.run(shard.getValue(), output);
          output.commit(shard.getValue().size());
        }
        finished.add(shard.getValue().size());
      }
    }
  }
}
