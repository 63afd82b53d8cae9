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
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.SerializableConfiguration;
import scala.Tuple2;

/** Runs the shards of a run that are not finished yet. */
public final class ShardExecution {
  private final SparkSession spark;
  private final RunFolder folder;
  private final String run;

  /**
   * Runs in a prepared folder.
   *
   * @param run its id
   */
  ShardExecution(SparkSession spark, RunFolder folder, String run) {
    this.spark = spark;
    this.folder = folder;
    this.run = run;
  }

  /**
   * Runs shards, and gives their markers.
   *
   * @param before records in shards that were finished before
   * @param items with their shard; all items of a shard are in one partition
   * @param total number of items, for the progress
   */
  <T extends Serializable> List<ShardMarker> run(
      JavaRDD<Tuple2<Integer, T>> items,
      long before,
      long total,
      ShardTask<T> task,
      Progress progress) {
    Configuration conf = spark.sessionState().newHadoopConf();
    LongAccumulator finished = spark.sparkContext().longAccumulator("records done");
    try (Progress.Bar bar = progress.start(total, () -> before + finished.value())) {
      List<ShardMarker> markers =
          items
              .mapPartitions(
                  new Partition<>(folder, run, new SerializableConfiguration(conf), task, finished))
              .collect();
      bar.finish();
      return markers;
    }
  }

  /** Groups the items of a partition by their shard, shards ascending. */
  public static <T> Map<Integer, List<T>> byShard(Iterator<Tuple2<Integer, T>> items) {
    Map<Integer, List<T>> shards = new TreeMap<>();
    items.forEachRemaining(
        item -> shards.computeIfAbsent(item._1(), shard -> new ArrayList<>()).add(item._2()));
    return shards;
  }

  /** The end of a task that outlived its run. */
  static IOException gone(RunFolder folder) {
    return new IOException(
        folder.path() + " holds this run no longer: it was removed or replaced.");
  }

  /** The shards of one partition. */
  private record Partition<T extends Serializable>(
      RunFolder folder,
      String run,
      SerializableConfiguration conf,
      ShardTask<T> task,
      LongAccumulator finished)
      implements FlatMapFunction<Iterator<Tuple2<Integer, T>>, ShardMarker> {
    private static final long serialVersionUID = 1L;

    @Override
    public Iterator<ShardMarker> call(Iterator<Tuple2<Integer, T>> items) throws IOException {
      List<ShardMarker> markers = new ArrayList<>();
      for (Map.Entry<Integer, List<T>> shard : byShard(items).entrySet()) {
        if (!new ShardMarkers(folder, run, conf.value()).isWanted()) {
          throw gone(folder);
        }
        String attempt = UUID.randomUUID().toString().substring(0, 8);
        try (ParquetShardOutput output =
            new ParquetShardOutput(folder, conf.value(), shard.getKey(), attempt)) {
          task.run(shard.getValue(), output);
          markers.add(output.commit(shard.getValue().size(), run));
        }
        finished.add(shard.getValue().size());
      }
      return markers.iterator();
    }
  }
}
