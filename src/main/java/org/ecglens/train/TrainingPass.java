package org.ecglens.train;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongToIntFunction;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.ecglens.error.UserException;
import org.ecglens.net.training.Split;
import org.ecglens.records.RecordTable;
import org.ecglens.run.Manifest;
import org.ecglens.run.Progress;
import org.ecglens.run.RunConfig;
import org.ecglens.run.RunFolder;
import org.ecglens.run.RunOutcome;
import org.ecglens.run.ShardExecution;
import org.ecglens.run.ShardMarker;
import org.ecglens.run.storage.RunTables;
import org.ecglens.table.EpochRow;
import org.ecglens.table.TableSchema;
import org.ecglens.table.TestErrorRow;

/**
 * Trains networks into a run's folder: lays the records out once, then trains each network in a
 * task of its own. Networks that are finished are kept when a run goes on, others continue after
 * their last epoch.
 */
public final class TrainingPass {
  private static final String COMMAND = "train";

  private final SparkSession spark;
  private final RunFolder folder;
  private final Progress progress;
  private final PrintWriter out;

  /**
   * A pass into a folder.
   *
   * @param out hears of every epoch
   */
  public TrainingPass(SparkSession spark, RunFolder folder, Progress progress, PrintWriter out) {
    this.spark = spark;
    this.folder = folder;
    this.progress = progress;
    this.out = out;
  }

  /**
   * What is asked for.
   *
   * @param settings what the networks depend on, by option
   * @param options all options, for the manifest
   * @param records that networks learn from
   * @param overwrite whether to replace the run that is there
   * @param shards number of shards for a number of records
   * @param gate looks at what came of the records before training begins; throws to fail it
   */
  public record Request(
      Map<String, String> settings,
      Map<String, String> options,
      RecordTable records,
      boolean overwrite,
      LongToIntFunction shards,
      Consumer<RunOutcome> gate) {}

  /**
   * What came of it.
   *
   * @param records what came of the records
   * @param networks lines of the table of test errors, finished networks alone
   * @param failures name of a network to why it is not trained
   */
  public record Trained(
      RunOutcome records, List<TestErrorRow> networks, Map<String, String> failures) {}

  /** Versions that go into cards. */
  public static Map<String, String> versions(SparkSession spark) {
    return Manifest.versions(spark.version());
  }

  /** Runs or continues. */
  public Trained run(Request request, TrainingPlan plan) throws IOException {
    Configuration conf = spark.sessionState().newHadoopConf();
    RecordTable.Content content = request.records().content();
    Map<String, String> settings = new TreeMap<>(request.settings());
    settings.put("--records", content.count() + " records, digest " + content.digest());
    JsonNode earlier = folder.prepare(conf, request.overwrite());
    RunConfig config;
    if (earlier == null) {
      config =
          new RunConfig(
              COMMAND,
              settings,
              request.shards().applyAsInt(content.count()),
              content.count(),
              Map.of());
      folder.writeConfig(config, conf);
    } else {
      config = RunConfig.of(earlier);
      config.check(folder.path(), COMMAND, settings);
    }
    List<TrainingNetwork> pending = pending(plan, conf);
    if (!pending.isEmpty() && !exists(folder.examples(), conf)) {
      folder.removeShards(conf);
    }
    RunOutcome outcome = layOut(config, plan, request, pending.isEmpty());
    request.gate().accept(outcome);
    Map<String, String> failures = train(plan, pending, conf);
    List<TestErrorRow> errors = writeTables(plan, conf);
    if (failures.isEmpty()) {
      folder.examples().getFileSystem(conf).delete(folder.examples(), true);
      Manifest.write(folder, conf, spark.version(), config, request.options(), List.of(), outcome);
    }
    return new Trained(outcome, errors, failures);
  }

  private List<TrainingNetwork> pending(TrainingPlan plan, Configuration conf) throws IOException {
    Map<String, TrainingState> states = folder.trainings(conf);
    List<TrainingNetwork> pending = new ArrayList<>();
    for (TrainingNetwork network : plan.networks()) {
      TrainingState state = states.get(network.name());
      Path file = new Path(folder.path(), network.name() + ".onnx");
      if (state == null || !state.finished() || !exists(file, conf)) {
        pending.add(network);
      }
    }
    return pending;
  }

  private static boolean exists(Path path, Configuration conf) throws IOException {
    FileSystem files = path.getFileSystem(conf);
    return files.exists(path);
  }

  private RunOutcome layOut(
      RunConfig config, TrainingPlan plan, Request request, boolean nothingPending)
      throws IOException {
    Configuration conf = spark.sessionState().newHadoopConf();
    ShardExecution run = new ShardExecution(spark, folder);
    List<ShardMarker> markers = folder.markers(conf);
    if (!nothingPending && markers.size() < config.shards()) {
      JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
      spark.sparkContext().setJobDescription("train: lay out %d records".formatted(config.items()));
      Broadcast<TrainingPlan> broadcast = context.broadcast(plan);
      try {
        markers =
            run.run(
                request.records().items(config.shards(), run.done()),
                config.items(),
                new ExampleTask(broadcast, folder, new SerializableConfiguration(conf)),
                progress);
      } finally {
        broadcast.destroy();
      }
    }
    RunOutcome outcome = RunOutcome.of(markers, spark, folder);
    if (!outcome.counts().containsKey(ExampleTask.COUNT + ExampleTask.name(Split.Part.TRAINING))) {
      throw new UserException(
          "--records "
              + request.records().path()
              + ": none of the "
              + outcome.records()
              + " records can be used for training; the table "
              + folder.path()
              + "/quarantine says why.");
    }
    return outcome;
  }

  /** Gives what failed. */
  private Map<String, String> train(
      TrainingPlan plan, List<TrainingNetwork> pending, Configuration conf) throws IOException {
    Map<String, String> failures = new LinkedHashMap<>();
    if (pending.isEmpty()) {
      return failures;
    }
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    spark.sparkContext().setJobDescription("train: %d networks".formatted(pending.size()));
    Broadcast<TrainingPlan> broadcast = context.broadcast(plan);
    try (EpochLog log = new EpochLog(folder, conf, plan, out)) {
      log.start();
      List<TrainingTask.Failure> results =
          context
              .parallelize(pending, pending.size())
              .map(new TrainingTask(broadcast, folder, new SerializableConfiguration(conf)))
              .collect();
      for (TrainingTask.Failure result : results) {
        if (result.reason() != null) {
          failures.put(result.network(), result.reason());
        }
      }
    } finally {
      broadcast.destroy();
    }
    return failures;
  }

  private List<TestErrorRow> writeTables(TrainingPlan plan, Configuration conf) throws IOException {
    Map<String, TrainingState> states = folder.trainings(conf);
    List<EpochRow> epochs = new ArrayList<>();
    List<TestErrorRow> errors = new ArrayList<>();
    for (TrainingNetwork network : plan.networks()) {
      TrainingState state = states.get(network.name());
      if (state != null) {
        epochs.addAll(state.epochRows());
        errors.addAll(state.errorRows());
      }
    }
    RunTables tables = new RunTables(spark, folder);
    tables.write(TableSchema.EPOCHS, epochs);
    tables.write(TableSchema.TEST_ERRORS, errors);
    return errors;
  }
}
