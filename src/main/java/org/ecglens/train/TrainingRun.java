package org.ecglens.train;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.ecglens.error.UserException;
import org.ecglens.model.InputRecord;
import org.ecglens.net.training.Split;
import org.ecglens.plan.TrainingSpec;
import org.ecglens.records.RecordTable;
import org.ecglens.run.Quarantined;
import org.ecglens.run.RunConfig;
import org.ecglens.run.RunFolder;
import org.ecglens.run.RunOutcome;
import org.ecglens.run.RunSteps;
import org.ecglens.run.ShardTask;
import org.ecglens.run.ShardsNeeded;
import org.ecglens.run.Unfinished;
import org.ecglens.run.storage.RunTables;
import org.ecglens.table.EpochRow;
import org.ecglens.table.PerformanceRow;
import org.ecglens.table.Tables;
import org.ecglens.table.TestErrorRow;
import scala.Tuple2;

/**
 * Writes records as examples by shards, then trains each network in a separate task. When a run
 * resumes, finished networks are kept, and the others continue after their last epoch.
 */
final class TrainingRun implements RunSteps<InputRecord, TrainedNetworks> {
  private final SparkSession spark;
  private final Configuration conf;
  private final TrainingFolder folder;
  private final TrainingPlan plan;
  private final RecordTable records;
  private final PrintWriter out;
  private final Broadcast<TrainingPlan> broadcast;

  /**
   * Steps of a run.
   *
   * @param out hears of every epoch
   */
  TrainingRun(
      SparkSession spark,
      RunFolder folder,
      TrainingPlan plan,
      RecordTable records,
      PrintWriter out) {
    this.spark = spark;
    this.conf = spark.sessionState().newHadoopConf();
    this.folder = new TrainingFolder(folder);
    this.plan = plan;
    this.records = records;
    this.out = out;
    this.broadcast = JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(plan);
  }

  @Override
  public ShardsNeeded needed() throws IOException {
    if (pending().isEmpty()) {
      return ShardsNeeded.NONE;
    }
    return folder.hasExamples(conf) ? ShardsNeeded.UNFINISHED : ShardsNeeded.ALL;
  }

  @Override
  public JavaRDD<Tuple2<Integer, InputRecord>> items(int shards, Set<Integer> done) {
    return records.items(shards, done);
  }

  @Override
  public ShardTask<InputRecord> task(RunConfig config) {
    return new ExampleTask(broadcast, folder, new SerializableConfiguration(conf));
  }

  @Override
  public String progressName(RunConfig config) {
    return "train: records laid out";
  }

  @Override
  public boolean isUsable(RunOutcome outcome) {
    return outcome.counts().containsKey(ExampleTask.COUNT + ExampleTask.name(Split.Part.TRAINING));
  }

  @Override
  public UserException unusable(RunOutcome outcome, Quarantined first) {
    return new UserException(
        "--records "
            + records.path()
            + ": none of the "
            + outcome.records()
            + " records can be used for training"
            + (first == null
                ? "; all of them are in the validation or test part of the split."
                : ". The first, " + first.name() + ": " + first.detail() + "."));
  }

  @Override
  public TrainedNetworks finish(RunConfig config, RunOutcome outcome, RunTables tables)
      throws IOException {
    Map<String, String> failures = train(pending());
    TrainedNetworks trained = writeTables(tables, failures);
    if (failures.isEmpty()) {
      folder.deleteExamples(conf);
    }
    return trained;
  }

  @Override
  public boolean holdsFiles() throws IOException {
    return pending().isEmpty();
  }

  @Override
  public boolean complete(TrainedNetworks networks) {
    return networks.failures().isEmpty();
  }

  private List<TrainingSpec.Network> pending() throws IOException {
    Map<String, TrainingState> states = folder.states(conf);
    List<TrainingSpec.Network> pending = new ArrayList<>();
    for (TrainingSpec.Network network : plan.networks()) {
      TrainingState state = states.get(network.name());
      if (state == null || !state.finished() || !folder.hasNetwork(network.name(), conf)) {
        pending.add(network);
      }
    }
    return pending;
  }

  /** Name of a network to why it could not be trained. */
  private Map<String, String> train(List<TrainingSpec.Network> pending) throws IOException {
    Map<String, String> failures = new LinkedHashMap<>();
    if (pending.isEmpty()) {
      return failures;
    }
    spark.sparkContext().setJobDescription("train: %d networks".formatted(pending.size()));
    try (EpochLog log = new EpochLog(folder, conf, plan, out)) {
      log.start();
      for (TrainingTask.Failure result :
          JavaSparkContext.fromSparkContext(spark.sparkContext())
              .parallelize(pending, pending.size())
              .map(new TrainingTask(broadcast, folder, new SerializableConfiguration(conf)))
              .collect()) {
        if (result.reason() != null) {
          failures.put(result.network(), result.reason());
        }
      }
    } catch (Exception e) {
      int trained = plan.networks().size() - pending().size();
      e.addSuppressed(
          new Unfinished(
              "%d of %d networks are trained, the others up to their last epoch"
                  .formatted(trained, plan.networks().size())));
      throw e;
    }
    return failures;
  }

  private TrainedNetworks writeTables(RunTables tables, Map<String, String> failures)
      throws IOException {
    Map<String, TrainingState> states = folder.states(conf);
    List<EpochRow> epochs = new ArrayList<>();
    List<TestErrorRow> errors = new ArrayList<>();
    List<PerformanceRow> performance = new ArrayList<>();
    for (TrainingSpec.Network network : plan.networks()) {
      TrainingState state = states.get(network.name());
      if (state != null) {
        epochs.addAll(state.epochRows());
        errors.addAll(state.errorRows());
        performance.addAll(state.performance());
      }
    }
    tables.write(Tables.EPOCHS, epochs);
    return new TrainedNetworks(
        tables.write(Tables.TEST_ERRORS, errors),
        tables.write(Tables.PERFORMANCE, performance),
        failures);
  }

  @Override
  public void close() {
    broadcast.destroy();
  }
}
