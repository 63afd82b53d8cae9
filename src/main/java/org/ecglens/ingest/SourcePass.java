package org.ecglens.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.ecglens.error.UserException;
import org.ecglens.run.Manifest;
import org.ecglens.run.Progress;
import org.ecglens.run.RunConfig;
import org.ecglens.run.RunFolder;
import org.ecglens.run.RunOutcome;
import org.ecglens.run.ShardExecution;
import org.ecglens.run.ShardMarker;
import org.ecglens.run.ShardTask;
import org.ecglens.run.storage.RunTables;
import org.ecglens.table.TableSchema;
import scala.Tuple2;

/** One pass that makes records by shards, into a run's folder. */
public final class SourcePass {
  private final SparkSession spark;
  private final RunFolder folder;
  private final Progress progress;

  /** A pass into a folder. */
  public SourcePass(SparkSession spark, RunFolder folder, Progress progress) {
    this.spark = spark;
    this.folder = folder;
    this.progress = progress;
  }

  /**
   * What is asked for.
   *
   * @param command name of the job's command
   * @param settings what the records depend on, by option
   * @param options all options, for the manifest
   * @param items that become records
   * @param shards that a new run is cut into
   * @param overwrite whether to replace the run that is there
   * @param gate looks at what came of the shards before the run is complete; throws to fail it
   */
  public record Request(
      String command,
      Map<String, String> settings,
      Map<String, String> options,
      long items,
      int shards,
      boolean overwrite,
      Consumer<RunOutcome> gate) {}

  /**
   * Items of shards; those of a shard are in one partition.
   *
   * @param <T> of the items
   */
  public interface Items<T> {
    /**
     * Items with their shard.
     *
     * @param pending numbers of the shards that are not finished
     * @param shards number of all
     */
    JavaRDD<Tuple2<Integer, T>> of(List<Integer> pending, int shards);
  }

  /**
   * Runs or continues.
   *
   * @throws UserException if there is not one record
   */
  public <T extends Serializable> RunOutcome run(Request request, Items<T> items, ShardTask<T> task)
      throws IOException {
    Configuration conf = spark.sessionState().newHadoopConf();
    JsonNode earlier = folder.prepare(conf, request.overwrite());
    RunConfig config;
    if (earlier == null) {
      config =
          new RunConfig(
              request.command(), request.settings(), request.shards(), request.items(), Map.of());
      folder.writeConfig(config, conf);
    } else {
      config = RunConfig.of(earlier);
      config.check(folder.path(), request.command(), request.settings());
    }
    ShardExecution run = new ShardExecution(spark, folder);
    Set<Integer> done = run.done();
    List<Integer> pending = new ArrayList<>();
    for (int shard = 0; shard < config.shards(); shard++) {
      if (!done.contains(shard)) {
        pending.add(shard);
      }
    }
    spark
        .sparkContext()
        .setJobDescription(
            "%s: %d records in %d shards, %d done before"
                .formatted(request.command(), config.items(), config.shards(), done.size()));
    List<ShardMarker> markers =
        pending.isEmpty()
            ? folder.markers(conf)
            : run.run(items.of(pending, config.shards()), config.items(), task, progress);
    RunOutcome outcome = RunOutcome.of(markers, spark, folder);
    if (!outcome.rows().containsKey(TableSchema.RECORDS.folder())) {
      Row first =
          new RunTables(spark, folder)
              .read(TableSchema.QUARANTINE)
              .orderBy("path", "detail")
              .first();
      folder.remove(conf);
      throw new UserException(
          "None of the %d records can be used. The first: %s"
              .formatted(outcome.records(), first.getString(4)));
    }
    request.gate().accept(outcome);
    Manifest.write(folder, conf, spark.version(), config, request.options(), List.of(), outcome);
    return outcome;
  }

  /** Cuts a list into shards of neighbours. */
  public static <T> Function<Integer, List<T>> neighbours(List<T> items, int shards) {
    return shard ->
        items.subList(
            (int) ((long) items.size() * shard / shards),
            (int) ((long) items.size() * (shard + 1) / shards));
  }
}
