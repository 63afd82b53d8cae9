package org.ecglens.run;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.ecglens.error.UserException;
import org.ecglens.plan.PlannedNetwork;
import org.ecglens.plan.TargetScale;
import org.ecglens.run.storage.RunTables;
import scala.Tuple2;

/**
 * What a command does within {@link RunProtocol}, which decides when.
 *
 * @param <T> an item of a shard
 * @param <R> what the command makes of all shards
 */
public interface RunSteps<T extends Serializable, R> extends AutoCloseable {
  /**
   * What errors are divided by, of a run that begins.
   *
   * @return {@code model/target} to a scale
   */
  default Map<String, TargetScale> scales() throws IOException {
    return Map.of();
  }

  /** Which shards are needed for what is still to be made of them. */
  default ShardsNeeded needed() throws IOException {
    return ShardsNeeded.UNFINISHED;
  }

  /**
   * Items with their shard; all of a shard are in one partition.
   *
   * @param shards number of shards
   * @param done numbers of the shards to skip
   */
  JavaRDD<Tuple2<Integer, T>> items(int shards, Set<Integer> done);

  /** The work on a shard. */
  ShardTask<T> task(RunConfig config);

  /** Whether any item could be used; a run without one is removed. */
  boolean isUsable(RunOutcome outcome);

  /**
   * Why a run in which no item could be used failed.
   *
   * @param first of the items in quarantine; null where there is none
   */
  UserException unusable(RunOutcome outcome, Quarantined first);

  /**
   * Computes the results over all shards: tables, a verdict, networks.
   *
   * @param tables of the run; those over all shards are written into it
   * @return the result
   */
  R finish(RunConfig config, RunOutcome outcome, RunTables tables) throws IOException;

  /** Whether what the run writes beside tables is there; without it no run is complete. */
  default boolean holdsFiles() throws IOException {
    return true;
  }

  /** Whether a resumed run has no work left. */
  default boolean complete(R result) {
    return true;
  }

  /** What the progress of the shards is called. */
  default String progressName(RunConfig config) {
    return config.spec().command();
  }

  /** Networks for the manifest. */
  default List<PlannedNetwork> networks() {
    return List.of();
  }

  /** Lets go of what shards needed. */
  @Override
  default void close() {}
}
