package org.ecglens.evaluate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.ecglens.executor.NetworkPool;
import org.ecglens.model.InputRecord;
import org.ecglens.plan.EvaluationPlan;
import org.ecglens.plan.ShardsSpec;
import org.ecglens.records.RecordIndex;
import org.ecglens.records.RecordTable;
import org.ecglens.run.Quarantined;
import org.ecglens.run.RowShardOutput;
import org.ecglens.run.RunOutcome;
import org.ecglens.run.SetAside;
import org.ecglens.run.ShardCounts;
import org.ecglens.run.ShardExecution;
import org.ecglens.run.storage.SessionTables;
import org.ecglens.run.storage.ShardRows;
import org.ecglens.summary.RunSummary;
import org.ecglens.synth.SyntheticEcg;
import scala.Tuple2;

/**
 * Networks before records without a run folder: what shards write stays in Spark's memory and on
 * its disks. Such a run cannot be resumed; its tables hold the same rows as the tables of a folder.
 *
 * @param outcome of the shards
 * @param summary over all records
 * @param tables to be closed when they are no longer needed
 */
public record SessionRun(RunOutcome outcome, RunSummary summary, SessionTables tables) {

  /**
   * Runs at once.
   *
   * @param shards how the work is cut
   * @throws org.ecglens.error.UserException if no record can be used, or more of them cannot than
   *     the spec allows
   */
  public static SessionRun of(SparkSession spark, NetworkPlanner.Planned planned, ShardsSpec shards)
      throws IOException {
    RecordTable records = planned.records();
    long count;
    Map<String, String> repeated;
    try (RecordIndex index = RecordIndex.of(records)) {
      count = index.content().count();
      repeated = NetworkRun.repeated(spark, index, planned.duplicates());
    }
    EvaluationPlan among = planned.plan().among(count);
    RecordTable distinct = records.without(repeated.keySet());
    EvaluationPlan plan =
        PopulationPass.with(
            spark,
            ReferencePass.with(
                spark,
                among.withScales(TargetScales.of(spark, among, distinct)).withDuplicates(repeated),
                distinct),
            distinct);
    Broadcast<EvaluationPlan> broadcast =
        JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(plan);
    int number =
        shards.shards(count, plan.bytesOfRecord(), spark.sparkContext().defaultParallelism());
    JavaRDD<ShardRows> computed =
        records
            .items(number, Set.of())
            .mapPartitions(new Shards(new RecordTask(broadcast)))
            .union(setAside(spark, records.aside(), number))
            .persist(StorageLevel.MEMORY_AND_DISK());
    SessionTables tables = new SessionTables(spark, computed, broadcast);
    try {
      spark.sparkContext().setJobDescription("evaluate: %d records".formatted(count));
      List<ShardCounts> counts = new ArrayList<>(computed.map(Shards::counts).collect());
      RunOutcome outcome = RunOutcome.of(counts, tables);
      if (!NetworkRun.anyPredicted(outcome)) {
        throw NetworkRun.unusable(records, outcome, Quarantined.first(tables));
      }
      shards.checkQuarantined(outcome.quarantined(), outcome.records());
      return new SessionRun(
          outcome,
          RunSummary.write(
              tables,
              plan.withControlsSeen(outcome.counts()),
              outcome.records(),
              () -> records.shareOf(SyntheticEcg.SOURCES)),
          tables);
    } catch (Exception e) {
      tables.close();
      throw e;
    } finally {
      NetworkPool.closeIdle();
    }
  }

  /** Files that hold no records, as a shard behind those of the records. */
  private static JavaRDD<ShardRows> setAside(SparkSession spark, List<SetAside> files, int shard)
      throws IOException {
    RowShardOutput output = new RowShardOutput(shard);
    SetAside.write(files, output);
    return JavaSparkContext.fromSparkContext(spark.sparkContext())
        .parallelize(
            files.isEmpty()
                ? List.of()
                : List.of(ShardRows.of(shard, files.size(), output.rows(), output.counts())),
            1);
  }

  /** The shards of one partition. */
  private record Shards(RecordTask task)
      implements FlatMapFunction<Iterator<Tuple2<Integer, InputRecord>>, ShardRows> {
    private static final long serialVersionUID = 1L;

    @Override
    public Iterator<ShardRows> call(Iterator<Tuple2<Integer, InputRecord>> items)
        throws IOException {
      List<ShardRows> done = new ArrayList<>();
      for (Map.Entry<Integer, List<InputRecord>> shard : ShardExecution.byShard(items).entrySet()) {
        RowShardOutput output = new RowShardOutput(shard.getKey());
        task.run(shard.getValue(), output);
        done.add(
            ShardRows.of(shard.getKey(), shard.getValue().size(), output.rows(), output.counts()));
      }
      return done.iterator();
    }

    static ShardCounts counts(ShardRows shard) {
      return new ShardCounts(shard.records(), shard.sizes(), shard.counts());
    }
  }
}
