package org.ecglens.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.ecglens.error.UserException;
import org.ecglens.run.storage.FolderTables;
import org.ecglens.run.storage.RunTables;
import org.ecglens.run.storage.UnchangedTables;

/**
 * The protocol by which every command fills a folder: take it for this run alone, write the spec or
 * compare it with the stored one, run the shards that are not finished, sum up their markers, apply
 * the quality gate, compute the results over all shards, and write the manifest last, with the list
 * of all files. A run that is killed at any moment resumes from there when the command is repeated;
 * one that is complete is left as it is.
 */
public final class RunProtocol {
  private final SparkSession spark;
  private final RunFolder folder;
  private final Destination destination;
  private final Configuration conf;

  /** Runs in a folder. */
  public RunProtocol(SparkSession spark, Destination destination) {
    this.spark = spark;
    this.destination = destination;
    this.folder = destination.run();
    this.conf = spark.sessionState().newHadoopConf();
  }

  /**
   * Runs or continues.
   *
   * @throws UserException if the folder holds another run or another run is writing there, no item
   *     can be used, or more of them cannot be used than the spec allows
   */
  public <T extends Serializable, R> RunResult<R> run(RunRequest request, RunSteps<T, R> steps)
      throws IOException {
    try (steps) {
      try (RunLock lock =
          folder.lock(
              conf,
              spark.sparkContext().applicationId(),
              RunLock.Timing.DEFAULT,
              destination.out())) {
        if (destination.overwrite()) {
          folder.remove(conf);
        }
        return locked(request, steps, lock);
      } catch (Exception e) {
        try {
          folder.removeIfEmpty(conf);
        } catch (IOException stays) {
          e.addSuppressed(stays);
        }
        throw e;
      }
    }
  }

  /**
   * How far a run is.
   *
   * @param config that it was begun with
   * @param markers of its finished shards
   * @param complete whether all that it writes is there
   */
  private record State(RunConfig config, List<ShardMarker> markers, boolean complete) {}

  private <T extends Serializable, R> RunResult<R> locked(
      RunRequest request, RunSteps<T, R> steps, RunLock lock) throws IOException {
    if (!request.aside().isEmpty()) {
      destination
          .out()
          .printf(
              "%d files cannot be used and go to the quarantine; the first, %s.%n",
              request.aside().size(), request.aside().get(0));
    }
    JsonNode earlier = folder.config(conf);
    State state;
    try {
      state = earlier == null ? begun(request, steps) : continued(earlier, request, steps);
    } catch (Exception e) {
      note(e, earlier == null ? request.shards() : earlier.path("shards").asInt());
      // Where no shard is finished there is nothing to continue.
      try {
        if (earlier == null && folder.names(ShardMarkers.FOLDER, conf).isEmpty()) {
          folder.remove(conf);
        }
      } catch (IOException unremovable) {
        e.addSuppressed(unremovable);
      }
      throw e;
    }
    FolderTables written = new FolderTables(spark, folder.path());
    RunTables tables = state.complete() ? new UnchangedTables(written) : written;
    RunOutcome outcome =
        RunOutcome.of(state.markers().stream().map(ShardMarker::totals).toList(), tables);
    if (!steps.isUsable(outcome)) {
      UserException unusable = steps.unusable(outcome, Quarantined.first(tables));
      folder.remove(conf);
      throw unusable;
    }
    request.spec().shards().checkQuarantined(outcome.quarantined(), outcome.records());
    R result;
    try {
      result = steps.finish(state.config(), outcome, tables);
    } catch (Exception e) {
      note(e, state.config().shards());
      throw e;
    }
    lock.check();
    if (!state.complete() && steps.complete(result)) {
      written.removeReplaced();
      RunFiles files = RunFiles.of(state.markers(), written.written());
      folder.writeJson(
          RunFolder.MANIFEST,
          Manifest.of(spark.version(), state.config(), steps.networks(), outcome, files),
          conf);
    }
    return new RunResult<>(outcome, result);
  }

  /** Adds to a failure how far the run was. */
  private void note(Exception failure, int shards) {
    try {
      int done = Math.min(shards, folder.names(ShardMarkers.FOLDER, conf).size());
      if (done > 0) {
        failure.addSuppressed(new Unfinished("%d of %d shards are done".formatted(done, shards)));
      }
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private <T extends Serializable, R> State begun(RunRequest request, RunSteps<T, R> steps)
      throws IOException {
    if (folder.has(RunFolder.CONFIG, conf)) {
      // What a run with a damaged configuration left is of nobody.
      folder.remove(conf);
    }
    RunConfig config =
        new RunConfig(
            UUID.randomUUID().toString(),
            InputPaths.qualified(request.spec(), conf),
            request.content(),
            request.shards(),
            request.items(),
            steps.scales());
    folder.writeJson(RunFolder.CONFIG, config.json(), conf);
    return new State(config, shards(config, request, steps, new ArrayList<>()), false);
  }

  private <T extends Serializable, R> State continued(
      JsonNode earlier, RunRequest request, RunSteps<T, R> steps) throws IOException {
    RunConfig config = RunConfig.of(earlier, folder.path());
    config.check(folder.path(), request.spec(), request.content());
    RunConfig judged = config.judgedBy(request.spec());
    ShardMarkers.Finished finished = new ShardMarkers(folder, config.run(), conf).finished();
    if (!finished.lost().isEmpty()) {
      destination
          .out()
          .printf(
              "%d finished shards are computed again; the first, %s.%n",
              finished.lost().size(), finished.lost().get(0));
    }
    boolean complete =
        judged.equals(config)
            && finished.lost().isEmpty()
            && isComplete(finished.markers())
            && steps.holdsFiles();
    if (complete) {
      destination.out().println(folder.path() + " is complete already: nothing is computed again.");
      return new State(config, finished.markers(), true);
    }
    // From here on the folder does not hold what a manifest would say.
    folder.delete(RunFolder.MANIFEST, conf);
    if (!judged.equals(config)) {
      folder.writeJson(RunFolder.CONFIG, judged.json(), conf);
    }
    return new State(judged, shards(judged, request, steps, finished.markers()), false);
  }

  private boolean isComplete(List<ShardMarker> markers) throws IOException {
    JsonNode manifest;
    try {
      manifest = folder.manifest(conf);
    } catch (UserException damaged) {
      return false;
    }
    if (manifest == null) {
      return false;
    }
    RunFiles files = RunFiles.of(manifest);
    return files.holds(markers) && files.found(folder, conf).missing().isEmpty();
  }

  private <T extends Serializable, R> List<ShardMarker> shards(
      RunConfig config, RunRequest request, RunSteps<T, R> steps, List<ShardMarker> finished)
      throws IOException {
    ShardMarkers markers = new ShardMarkers(folder, config.run(), conf);
    ShardsNeeded needed = steps.needed();
    List<ShardMarker> all =
        needed == ShardsNeeded.ALL ? new ArrayList<>() : new ArrayList<>(finished);
    Set<Integer> done =
        all.stream()
            .map(ShardMarker::shard)
            .filter(shard -> shard < config.shards())
            .collect(Collectors.toSet());
    if (needed != ShardsNeeded.NONE && done.size() < config.shards()) {
      if (done.isEmpty()) {
        markers.removeAll();
        all.clear();
      }
      spark
          .sparkContext()
          .setJobDescription(
              "%s: %d records in %d shards, %d done before"
                  .formatted(
                      config.spec().command(), config.items(), config.shards(), done.size()));
      all.addAll(
          new ShardExecution(spark, folder, config.run())
              .run(
                  steps.items(config.shards(), done),
                  all.stream().mapToLong(ShardMarker::records).sum(),
                  config.items(),
                  steps.task(config),
                  destination.progress(steps.progressName(config))));
    }
    if (!request.aside().isEmpty()
        && all.stream().noneMatch(marker -> marker.shard() == config.shards())) {
      all.add(setAside(config, request.aside()));
    }
    // Whatever was pending: a kill may have come between the last commit and the cleaning.
    markers.removeUnlisted(all);
    all.sort(Comparator.comparingInt(ShardMarker::shard));
    return all;
  }

  /** Notes files that hold no items in the quarantine, as a shard behind those of the items. */
  private ShardMarker setAside(RunConfig config, List<SetAside> aside) throws IOException {
    String attempt = UUID.randomUUID().toString().substring(0, 8);
    try (ParquetShardOutput output =
        new ParquetShardOutput(folder, conf, config.shards(), attempt)) {
      SetAside.write(aside, output);
      return output.commit(aside.size(), config.run());
    }
  }
}
