package org.ecglens.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.ecglens.error.UserException;
import org.ecglens.run.storage.FolderTables;
import org.ecglens.run.storage.RunTables;

/**
 * The protocol by which every command fills a folder: prepare the folder, write the spec or compare
 * it with the stored one, run the shards that are not finished, sum up their markers, apply the
 * quality gate, compute the results over all shards, and write the manifest last. A run that is
 * killed at any moment resumes from there when the command is repeated.
 */
public final class RunProtocol {
  private final SparkSession spark;
  private final RunFolder folder;
  private final Destination destination;

  /** Runs in a folder. */
  public RunProtocol(SparkSession spark, Destination destination) {
    this.spark = spark;
    this.destination = destination;
    this.folder = destination.run();
  }

  /**
   * Runs or continues.
   *
   * @throws UserException if the folder holds another run, no item can be used, or more of them
   *     cannot be used than the spec allows
   */
  public <T extends Serializable, R> RunResult<R> run(RunRequest request, RunSteps<T, R> steps)
      throws IOException {
    RunTables tables = new FolderTables(spark, folder.path());
    try (steps) {
      Configuration conf = spark.sessionState().newHadoopConf();
      JsonNode earlier = folder.prepare(conf, destination.overwrite());
      RunConfig config;
      List<ShardMarker> markers;
      try {
        config = earlier == null ? begun(request, steps, conf) : continued(earlier, request, conf);
        markers = shards(config, steps, conf);
      } catch (Exception e) {
        // Where no shard is finished there is nothing to continue.
        try {
          if (earlier == null && folder.markers(conf).isEmpty()) {
            folder.remove(conf);
          }
        } catch (IOException unremovable) {
          e.addSuppressed(unremovable);
        }
        throw e;
      }
      // Whatever was pending: a kill may have come between the last commit and the cleaning.
      folder.removeUnlisted(conf, markers);
      RunOutcome outcome = RunOutcome.of(markers, tables);
      if (!steps.isUsable(outcome)) {
        UserException unusable = steps.unusable(outcome, Quarantined.first(tables));
        folder.remove(conf);
        throw unusable;
      }
      request.spec().shards().checkQuarantined(outcome.quarantined(), outcome.records());
      R result = steps.finish(config, outcome);
      if (steps.complete(result)) {
        folder.writeManifest(Manifest.of(spark.version(), config, steps.networks(), outcome), conf);
      }
      return new RunResult<>(outcome, result);
    }
  }

  private <T extends Serializable, R> RunConfig begun(
      RunRequest request, RunSteps<T, R> steps, Configuration conf) throws IOException {
    RunConfig config =
        new RunConfig(
            request.spec(), request.content(), request.shards(), request.items(), steps.scales());
    folder.writeConfig(config.json(), conf);
    return config;
  }

  private RunConfig continued(JsonNode earlier, RunRequest request, Configuration conf)
      throws IOException {
    RunConfig config = RunConfig.of(earlier, folder.path());
    config.check(folder.path(), request.spec(), request.content());
    RunConfig judged = config.judgedBy(request.spec());
    if (!judged.equals(config)) {
      folder.writeConfig(judged.json(), conf);
    }
    return judged;
  }

  private <T extends Serializable, R> List<ShardMarker> shards(
      RunConfig config, RunSteps<T, R> steps, Configuration conf) throws IOException {
    List<ShardMarker> before = folder.markers(conf);
    Set<Integer> done = before.stream().map(ShardMarker::shard).collect(Collectors.toSet());
    if (!steps.needsShards(config, done)) {
      return before;
    }
    spark
        .sparkContext()
        .setJobDescription(
            "%s: %d records in %d shards, %d done before"
                .formatted(config.spec().command(), config.items(), config.shards(), done.size()));
    return new ShardExecution(spark, folder)
        .run(
            steps.items(config.shards(), done),
            config.items(),
            steps.task(config),
            destination.progress(steps.progressName(config)));
  }
}
