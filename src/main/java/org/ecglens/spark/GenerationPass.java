package org.ecglens.spark;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.ecglens.ecg.Ecg;
import org.ecglens.table.RecordRow;
import scala.Tuple2;

/** Makes numbered records by shards, into the table records of a run's folder. */
public final class GenerationPass {
  private static final int SHARD_SIZE = 1000;

  private final SparkSession spark;
  private final RunFolder folder;
  private final Progress progress;

  /** A pass into a folder. */
  public GenerationPass(SparkSession spark, RunFolder folder, Progress progress) {
    this.spark = spark;
    this.folder = folder;
    this.progress = progress;
  }

  /** Makes a record from its number alone. */
  @FunctionalInterface
  public interface Source extends Serializable {
    /** Record n, from 0. */
    Ecg record(long number);
  }

  /**
   * What is asked for.
   *
   * @param command name of the job's command
   * @param settings what the records depend on, by option
   * @param options all options, for the manifest
   * @param records how many
   * @param overwrite whether to replace the run that is there
   */
  public record Request(
      String command,
      Map<String, String> settings,
      Map<String, String> options,
      long records,
      boolean overwrite) {}

  /** Runs or continues; gives the number of records in the table. */
  public long run(Request request, Source source) throws IOException {
    Configuration conf = spark.sessionState().newHadoopConf();
    int shards = Math.toIntExact((request.records() + SHARD_SIZE - 1) / SHARD_SIZE);
    RunConfig config =
        new RunConfig(request.command(), request.settings(), shards, request.records(), Map.of());
    JsonNode earlier = folder.prepare(conf, request.overwrite());
    if (earlier == null) {
      folder.writeConfig(config, conf);
    } else {
      RunConfig.of(earlier).check(folder.path(), request.command(), request.settings());
    }
    ShardRun run = new ShardRun(spark, folder);
    Set<Integer> done = run.done();
    List<Integer> open = new ArrayList<>();
    for (int shard = 0; shard < shards; shard++) {
      if (!done.contains(shard)) {
        open.add(shard);
      }
    }
    spark
        .sparkContext()
        .setJobDescription(
            "%s: %d records, %d of %d shards done before"
                .formatted(request.command(), request.records(), done.size(), shards));
    long records = request.records();
    JavaRDD<Tuple2<Integer, Long>> numbers =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(open, Math.max(1, open.size()))
            .flatMap(
                shard -> {
                  List<Tuple2<Integer, Long>> items = new ArrayList<>();
                  long first = (long) shard * SHARD_SIZE;
                  for (long n = first; n < Math.min(records, first + SHARD_SIZE); n++) {
                    items.add(new Tuple2<>(shard, n));
                  }
                  return items.iterator();
                });
    List<ShardMarker> markers =
        run.run(
            numbers,
            records,
            (items, output) -> {
              for (long number : items) {
                output.write(new RecordRow(source.record(number)));
              }
            },
            progress);
    long made = markers.stream().mapToLong(ShardMarker::records).sum();
    Map<String, Object> manifest = new LinkedHashMap<>();
    manifest.put("command", config.command());
    manifest.put("versions", Manifest.versions(spark.version()));
    manifest.put("config", config);
    manifest.put("options", request.options());
    manifest.put("records", made);
    folder.writeManifest(manifest, conf);
    return made;
  }
}
