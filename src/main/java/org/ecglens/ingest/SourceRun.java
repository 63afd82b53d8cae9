package org.ecglens.ingest;

import java.io.Serializable;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.ecglens.error.UserException;
import org.ecglens.run.Quarantined;
import org.ecglens.run.RunConfig;
import org.ecglens.run.RunOutcome;
import org.ecglens.run.RunSteps;
import org.ecglens.run.ShardTask;
import org.ecglens.run.storage.RunTables;
import org.ecglens.table.Tables;
import scala.Tuple2;

/**
 * Computes records from the items of a source, shard by shard; nothing is computed over all shards.
 *
 * @param items of the source
 * @param task computes the records of a shard
 * @param notes for the user
 * @param <T> an item
 */
record SourceRun<T extends Serializable>(Items<T> items, ShardTask<T> task, List<String> notes)
    implements RunSteps<T, List<String>> {

  /**
   * Items of shards; all items of a shard are in one partition.
   *
   * @param <T> an item
   */
  interface Items<T> {
    /**
     * Items with their shard.
     *
     * @param shards number of all shards
     * @param done numbers of the shards to skip
     */
    JavaRDD<Tuple2<Integer, T>> of(int shards, Set<Integer> done);
  }

  @Override
  public JavaRDD<Tuple2<Integer, T>> items(int shards, Set<Integer> done) {
    return items.of(shards, done);
  }

  @Override
  public ShardTask<T> task(RunConfig config) {
    return task;
  }

  @Override
  public boolean isUsable(RunOutcome outcome) {
    return outcome.rows().containsKey(Tables.RECORDS.folder());
  }

  @Override
  public UserException unusable(RunOutcome outcome, Quarantined first) {
    return new UserException(
        "None of the %d records can be used.%s"
            .formatted(outcome.records(), first == null ? "" : " The first: " + first.detail()));
  }

  @Override
  public List<String> finish(RunConfig config, RunOutcome outcome, RunTables tables) {
    return notes;
  }
}
