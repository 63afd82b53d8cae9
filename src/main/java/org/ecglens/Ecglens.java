package org.ecglens;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.ecglens.evaluate.NetworkCommand;
import org.ecglens.evaluate.NetworkPlanner;
import org.ecglens.evaluate.NetworkRows;
import org.ecglens.evaluate.SessionRun;
import org.ecglens.ingest.Ingestion;
import org.ecglens.ingest.Synthesis;
import org.ecglens.plan.AttributionSpec;
import org.ecglens.plan.EvaluationSpec;
import org.ecglens.plan.IngestSpec;
import org.ecglens.plan.NetworksSpec;
import org.ecglens.plan.PredictionSpec;
import org.ecglens.plan.SynthSpec;
import org.ecglens.plan.TrainingSpec;
import org.ecglens.records.RecordTable;
import org.ecglens.run.Destination;
import org.ecglens.run.RunOutcome;
import org.ecglens.run.RunResult;
import org.ecglens.run.storage.FolderTables;
import org.ecglens.summary.RunSummary;
import org.ecglens.table.AttributionRow;
import org.ecglens.table.PredictionRow;
import org.ecglens.train.TrainedNetworks;
import org.ecglens.train.Training;

/**
 * ecglens as a library for programs on Spark. What the commands do, a method does from a spec; what
 * Spark users expect to be lazy is.
 *
 * <pre>{@code
 * Dataset<Row> records = spark.read().parquet("records");
 * EvaluationSpec spec =
 *     EvaluationSpec.builder().networks(NetworksSpec.of("qt.onnx")).build();
 * try (Evaluation evaluation = Ecglens.on(spark).evaluate(records, spec)) {
 *   evaluation.verdictText().forEach(System.out::println);
 * }
 * }</pre>
 *
 * <p>Records are datasets with at least the columns record_id, leads, sample_rate_hz, samples, unit
 * and signal of the table {@code records} (docs/tables.md), {@code signal} lead-major. Mistakes in
 * specs, files and data are {@link org.ecglens.error.UserException}s that say what to do.
 */
public final class Ecglens {
  private final Supplier<SparkSession> spark;

  private Ecglens(Supplier<SparkSession> spark) {
    this.spark = spark;
  }

  /** On a session that runs. */
  public static Ecglens on(SparkSession spark) {
    return new Ecglens(() -> spark);
  }

  /** On a session that is started when it is first needed: after what can be checked without. */
  public static Ecglens on(Supplier<SparkSession> spark) {
    return new Ecglens(spark);
  }

  /**
   * Predictions of records by all outputs of networks; see {@link #predict(Dataset,
   * PredictionSpec)}.
   */
  public Dataset<Row> predict(Dataset<Row> records, NetworksSpec networks) {
    return predict(records, PredictionSpec.builder().networks(networks).build());
  }

  /**
   * Predictions of records, lazy: the networks are read now and run when Spark asks for rows. A
   * network of open input shape takes that of the records, which a small job finds out now. Records
   * that cannot be used have no row; the log of the executors gives the reason.
   *
   * @return with the columns of the table {@code predictions}
   */
  public Dataset<Row> predict(Dataset<Row> records, PredictionSpec spec) {
    return NetworkRows.of(
        spark.get(), NetworkPlanner.of(spec).among(RecordTable.of(records)), PredictionRow.class);
  }

  /**
   * Attributions of records, lazy as {@link #predict(Dataset, PredictionSpec)}.
   *
   * @return with the columns of the table {@code attributions}: {@code attribution} is {@code [lead
   *     * samples + sample]} of the network's input
   */
  public Dataset<Row> attribute(Dataset<Row> records, AttributionSpec spec) {
    return NetworkRows.of(
        spark.get(), NetworkPlanner.of(spec).among(RecordTable.of(records)), AttributionRow.class);
  }

  /**
   * Evaluates attribution methods on records, now and without a run folder: close the evaluation
   * when its tables are no longer needed. The path of the spec's records is ignored.
   *
   * @throws org.ecglens.error.UserException if record ids are not unique or no record can be used
   */
  public Evaluation evaluate(Dataset<Row> records, EvaluationSpec spec) throws IOException {
    return session(spec, RecordTable.of(records));
  }

  /** Evaluates attribution methods on the records that the spec names, without a run folder. */
  public Evaluation evaluate(EvaluationSpec spec) throws IOException {
    NetworkPlanner planner = NetworkPlanner.of(spec);
    return session(spec, planner, RecordTable.open(spark.get(), spec.records().path()));
  }

  private Evaluation session(EvaluationSpec spec, RecordTable records) throws IOException {
    return session(spec, NetworkPlanner.of(spec), records);
  }

  private Evaluation session(EvaluationSpec spec, NetworkPlanner planner, RecordTable records)
      throws IOException {
    SessionRun run = SessionRun.of(spark.get(), planner.among(records), spec.shards());
    return new Evaluation(spec, run.outcome(), run.summary(), run.tables());
  }

  /**
   * Evaluates attribution methods on the records that the spec names, into a folder: a run that was
   * interrupted resumes.
   *
   * @throws org.ecglens.error.UserException if the folder holds a run with another spec or content
   */
  public Evaluation evaluate(EvaluationSpec spec, Destination into) throws IOException {
    return evaluation(spec, new NetworkCommand(spark, spec).into(into), into);
  }

  /**
   * Evaluates attribution methods on records into a folder, as {@link #evaluate(EvaluationSpec,
   * Destination)}. The run can resume with the same records, but report and pictures cannot explain
   * them again, since no file stores them.
   */
  public Evaluation evaluate(Dataset<Row> records, EvaluationSpec spec, Destination into)
      throws IOException {
    return evaluation(
        spec, new NetworkCommand(spark, spec).into(into, RecordTable.of(records)), into);
  }

  private Evaluation evaluation(EvaluationSpec spec, RunResult<RunSummary> run, Destination into) {
    return new Evaluation(
        spec, run.outcome(), run.made(), new FolderTables(spark.get(), into.folder()));
  }

  /** Predicts into a folder, into the table {@code predictions}. */
  public RunOutcome predict(PredictionSpec spec, Destination into) throws IOException {
    return new NetworkCommand(spark, spec).into(into).outcome();
  }

  /** Explains into a folder, into the table {@code attributions}. */
  public RunOutcome attribute(AttributionSpec spec, Destination into) throws IOException {
    return new NetworkCommand(spark, spec).into(into).outcome();
  }

  /**
   * Reads recordings into a folder, into the table {@code records}.
   *
   * @return with the collections that were recognised, each in a line
   */
  public RunResult<List<String>> ingest(IngestSpec spec, Destination into) throws IOException {
    return new Ingestion(spark.get(), spec).into(into);
  }

  /** Makes recordings into a folder, into the table {@code records}. */
  public RunOutcome synth(SynthSpec spec, Destination into) throws IOException {
    return new Synthesis(spark, spec).into(into);
  }

  /** Trains networks into a folder: ONNX files with cards, one for each target and seed. */
  public RunResult<TrainedNetworks> train(TrainingSpec spec, Destination into) throws IOException {
    return new Training(spark.get(), spec).into(into);
  }
}
