package org.ecglens.evaluate;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.ecglens.error.UserException;
import org.ecglens.executor.NetworkPool;
import org.ecglens.model.InputRecord;
import org.ecglens.plan.Duplicates;
import org.ecglens.plan.EvaluationPlan;
import org.ecglens.plan.PlannedNetwork;
import org.ecglens.plan.TargetScale;
import org.ecglens.records.RecordIndex;
import org.ecglens.records.RecordTable;
import org.ecglens.report.text.VerdictText;
import org.ecglens.run.Quarantined;
import org.ecglens.run.RunConfig;
import org.ecglens.run.RunFolder;
import org.ecglens.run.RunOutcome;
import org.ecglens.run.RunSteps;
import org.ecglens.run.ShardTask;
import org.ecglens.run.storage.RunTables;
import org.ecglens.summary.RunSummary;
import org.ecglens.synth.SyntheticEcg;
import scala.Tuple2;

/** Evaluates networks on records by shards, then computes the results over all records. */
final class NetworkRun implements RunSteps<InputRecord, RunSummary> {
  private static final String VERDICT = "verdict";

  private final SparkSession spark;
  private final RunFolder folder;
  private final RecordTable records;
  private final RecordIndex index;
  private final EvaluationPlan plan;
  private final Duplicates duplicates;
  private final Function<Broadcast<EvaluationPlan>, ShardTask<InputRecord>> work;
  private Broadcast<EvaluationPlan> broadcast;
  private Map<String, String> repeated;

  /**
   * Steps of a run.
   *
   * @param index of the records, open as long as the run goes on
   * @param plan that knows how many records there are
   * @param duplicates what becomes of one recording under several ids
   * @param work what is done in a shard
   */
  NetworkRun(
      SparkSession spark,
      RunFolder folder,
      RecordTable records,
      RecordIndex index,
      EvaluationPlan plan,
      Duplicates duplicates,
      Function<Broadcast<EvaluationPlan>, ShardTask<InputRecord>> work) {
    this.spark = spark;
    this.folder = folder;
    this.records = records;
    this.index = index;
    this.plan = plan;
    this.duplicates = duplicates;
    this.work = work;
  }

  /** Looked for once, and only where shards are left to be done. */
  private Map<String, String> repeated() {
    if (repeated == null) {
      repeated = repeated(spark, index, duplicates);
    }
    return repeated;
  }

  /** By the ids of records to leave out, the ids of those that they repeat. */
  static Map<String, String> repeated(
      SparkSession spark, RecordIndex index, Duplicates duplicates) {
    if (duplicates == Duplicates.KEEP) {
      return Map.of();
    }
    spark.sparkContext().setJobDescription("records that are there under several ids");
    return index.duplicates();
  }

  @Override
  public Map<String, TargetScale> scales() {
    return TargetScales.of(spark, plan, records.without(repeated().keySet()));
  }

  @Override
  public JavaRDD<Tuple2<Integer, InputRecord>> items(int shards, Set<Integer> done) {
    return records.items(shards, done);
  }

  @Override
  public ShardTask<InputRecord> task(RunConfig config) {
    RecordTable distinct = records.without(repeated().keySet());
    EvaluationPlan referenced =
        ReferencePass.with(
            spark, plan.withScales(config.scales()).withDuplicates(repeated()), distinct);
    broadcast =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .broadcast(PopulationPass.with(spark, referenced, distinct));
    return work.apply(broadcast);
  }

  @Override
  public boolean isUsable(RunOutcome outcome) {
    return anyPredicted(outcome);
  }

  /** Whether a network has predicted any record. */
  static boolean anyPredicted(RunOutcome outcome) {
    return outcome.counts().keySet().stream().anyMatch(name -> name.startsWith("predicted/"));
  }

  @Override
  public UserException unusable(RunOutcome outcome, Quarantined first) {
    return unusable(records, outcome, first);
  }

  /** Why a run in which no record could be used failed. */
  static UserException unusable(RecordTable records, RunOutcome outcome, Quarantined first) {
    return new UserException(
        "--records "
            + records.path()
            + ": none of the "
            + outcome.records()
            + " records can be used."
            + (first == null ? "" : " The first, " + first.name() + ": " + first.detail() + "."));
  }

  @Override
  public RunSummary finish(RunConfig config, RunOutcome outcome, RunTables tables)
      throws IOException {
    // The shards are done: what networks hold beside the heap is free for what follows.
    NetworkPool.closeIdle();
    spark
        .sparkContext()
        .setJobDescription(config.spec().command() + ": summary and comparison of methods");
    RunSummary made =
        RunSummary.write(
            tables,
            plan.withControlsSeen(outcome.counts()),
            outcome.records(),
            () -> records.shareOf(SyntheticEcg.SOURCES));
    if (made.verdict() != null) {
      Configuration conf = spark.sessionState().newHadoopConf();
      folder.writeJson(VERDICT + ".json", made.verdict(), conf);
      folder.writeText(VERDICT + ".txt", VerdictText.of(made.verdict()), conf);
    }
    return made;
  }

  @Override
  public boolean holdsFiles() throws IOException {
    Configuration conf = spark.sessionState().newHadoopConf();
    return plan.panel().isEmpty()
        || (folder.has(VERDICT + ".json", conf) && folder.has(VERDICT + ".txt", conf));
  }

  @Override
  public List<PlannedNetwork> networks() {
    return plan.models();
  }

  @Override
  public void close() {
    if (broadcast != null) {
      broadcast.destroy();
    }
    NetworkPool.closeIdle();
  }
}
