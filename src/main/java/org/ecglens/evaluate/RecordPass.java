package org.ecglens.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongToIntFunction;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.ecglens.error.UserException;
import org.ecglens.executor.NetworkPool;
import org.ecglens.model.InputRecord;
import org.ecglens.model.Target;
import org.ecglens.perturbation.Mode;
import org.ecglens.plan.EvaluationPlan;
import org.ecglens.plan.PlannedNetwork;
import org.ecglens.records.RecordTable;
import org.ecglens.report.text.VerdictText;
import org.ecglens.run.Manifest;
import org.ecglens.run.Progress;
import org.ecglens.run.RunConfig;
import org.ecglens.run.RunFolder;
import org.ecglens.run.RunOutcome;
import org.ecglens.run.ShardExecution;
import org.ecglens.run.ShardMarker;
import org.ecglens.run.storage.RunTables;
import org.ecglens.stats.MethodComparison;
import org.ecglens.stats.Summary;
import org.ecglens.summary.CheckTables;
import org.ecglens.summary.CostTable;
import org.ecglens.summary.MergedStates;
import org.ecglens.summary.RankingTables;
import org.ecglens.summary.RunVerdict;
import org.ecglens.table.ScoreGroup;
import org.ecglens.table.TableSchema;
import org.ecglens.verdict.Verdict;
import scala.Tuple2;

/** One pass over records by shards, into a run's folder. */
public final class RecordPass {
  private final SparkSession spark;
  private final RunFolder folder;
  private final Progress progress;

  /** A pass into a folder. */
  public RecordPass(SparkSession spark, RunFolder folder, Progress progress) {
    this.spark = spark;
    this.folder = folder;
    this.progress = progress;
  }

  /**
   * What is asked for.
   *
   * @param command name of the job's command
   * @param settings what the tables depend on, by option
   * @param options all options, for the manifest
   * @param work what is done
   * @param records that it is done with
   * @param overwrite whether to replace the run that is there
   * @param shards number of shards for a number of records
   * @param gate looks at what came of the shards before the run is complete; throws to fail it
   */
  public record Request(
      String command,
      Map<String, String> settings,
      Map<String, String> options,
      EvaluationPlan work,
      RecordTable records,
      boolean overwrite,
      LongToIntFunction shards,
      Consumer<RunOutcome> gate) {}

  /** Runs or continues. */
  public RunOutcome run(Request request) throws IOException {
    Configuration conf = spark.sessionState().newHadoopConf();
    RecordTable.Content content = request.records().content();
    Map<String, String> settings = new TreeMap<>(request.settings());
    settings.put("--records", content.count() + " records, digest " + content.digest());
    JsonNode earlier = folder.prepare(conf, request.overwrite());
    RunConfig config;
    EvaluationPlan work = request.work().among(content.count());
    List<ShardMarker> markers;
    try {
      if (earlier == null) {
        config =
            new RunConfig(
                request.command(),
                settings,
                request.shards().applyAsInt(content.count()),
                content.count(),
                scales(work, request.records()));
        folder.writeConfig(config, conf);
      } else {
        config = RunConfig.of(earlier);
        config.check(folder.path(), request.command(), settings);
      }
      markers = runShards(config, scaled(work, config), request);
    } catch (Exception e) {
      // Where no shard is finished there is nothing to continue.
      if (earlier == null && folder.markers(conf).isEmpty()) {
        folder.remove(conf);
      }
      throw e;
    } finally {
      NetworkPool.closeIdle();
    }
    RunOutcome outcome = RunOutcome.of(markers, spark, folder);
    check(request, outcome);
    request.gate().accept(outcome);
    if (work.models().stream().anyMatch(model -> !model.methods().isEmpty())) {
      CostTable.write(new RunTables(spark, folder), work.preset());
    }
    if (work.perturbation() != null) {
      spark.sparkContext().setJobDescription(request.command() + ": mean curves and summary");
      RunTables tables = new RunTables(spark, folder);
      MergedStates states = MergedStates.of(tables);
      tables.writeCurves(states, work.perturbation(), work.preset());
      tables.writeSummary(work.perturbation(), work.preset());
      spark.sparkContext().setJobDescription(request.command() + ": comparison of methods");
      Map<ScoreGroup, MethodComparison> comparisons = new RankingTables(spark, folder).write(work);
      new CheckTables(tables, states, work.checks(), work.preset()).write();
      Verdict verdict = new RunVerdict(work, tables, comparisons).verdict(outcome.records());
      folder.writeVerdict(verdict, VerdictText.of(verdict), conf);
    }
    Manifest.write(
        folder, conf, spark.version(), config, request.options(), work.models(), outcome);
    return outcome;
  }

  private List<ShardMarker> runShards(RunConfig config, EvaluationPlan work, Request request)
      throws IOException {
    ShardExecution run = new ShardExecution(spark, folder);
    Set<Integer> done = run.done();
    spark
        .sparkContext()
        .setJobDescription(
            "%s: %d records in %d shards, %d done before"
                .formatted(request.command(), config.items(), config.shards(), done.size()));
    JavaRDD<Tuple2<Integer, InputRecord>> items = request.records().items(config.shards(), done);
    Broadcast<EvaluationPlan> broadcast =
        JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(work);
    try {
      return run.run(items, config.items(), new RecordTask(broadcast), progress);
    } finally {
      broadcast.destroy();
    }
  }

  private void check(Request request, RunOutcome outcome) throws IOException {
    Configuration conf = spark.sessionState().newHadoopConf();
    boolean any =
        outcome.counts().keySet().stream().anyMatch(name -> name.startsWith("predicted/"));
    if (!any) {
      Row first =
          new RunTables(spark, folder)
              .read(TableSchema.QUARANTINE)
              .orderBy("record_id", "detail")
              .first();
      folder.remove(conf);
      throw new UserException(
          "--records "
              + request.records().path()
              + ": none of the "
              + outcome.records()
              + " records can be used. The first, "
              + first.getString(0)
              + ": "
              + first.getString(4)
              + ".");
    }
  }

  private static EvaluationPlan scaled(EvaluationPlan work, RunConfig config) {
    List<PlannedNetwork> models = new ArrayList<>();
    for (PlannedNetwork model : work.models()) {
      Map<String, Double> scales = new LinkedHashMap<>();
      for (Target target : model.plan().targets()) {
        Double scale = config.scales().get(model.plan().name() + "/" + target.name());
        if (scale != null) {
          scales.put(target.name(), scale);
        }
      }
      models.add(model.withScales(scales));
    }
    return work.withModels(models);
  }

  /** Interquartile ranges: of the label where enough records have it, else of the predictions. */
  private Map<String, Double> scales(EvaluationPlan work, RecordTable records) {
    Map<String, Double> scales = new TreeMap<>();
    if (work.perturbation() == null || work.perturbation().mode() == Mode.PAPER) {
      return scales;
    }
    for (PlannedNetwork model : work.models()) {
      Map<String, double[]> predictions = null;
      for (Target target : model.plan().targets()) {
        double[] values = records.labels(target.label());
        if (values.length < 2) {
          if (predictions == null) {
            spark
                .sparkContext()
                .setJobDescription("range of predictions of " + model.plan().name());
            predictions = PredictionRange.predictions(spark, work, model, records);
          }
          values = predictions.getOrDefault(target.name(), new double[0]);
        }
        if (values.length >= 2) {
          double range = Summary.quantile(values, 0.75) - Summary.quantile(values, 0.25);
          scales.put(model.plan().name() + "/" + target.name(), range);
        }
      }
    }
    return scales;
  }
}
