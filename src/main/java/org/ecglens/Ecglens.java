package org.ecglens;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.ecglens.evaluate.NetworkCommand;
import org.ecglens.ingest.Ingestion;
import org.ecglens.ingest.Synthesis;
import org.ecglens.plan.AttributionSpec;
import org.ecglens.plan.EvaluationSpec;
import org.ecglens.plan.IngestSpec;
import org.ecglens.plan.PredictionSpec;
import org.ecglens.plan.SynthSpec;
import org.ecglens.plan.TrainingSpec;
import org.ecglens.run.Destination;
import org.ecglens.run.RunOutcome;
import org.ecglens.run.RunResult;
import org.ecglens.summary.RunSummary;
import org.ecglens.train.TrainedNetworks;
import org.ecglens.train.Training;

/** ecglens for programs: everything that the commands do, and lazy forms for Spark programs. */
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
   * Reads recordings into the table {@code records}.
   *
   * @return with the collections that were recognised, each in a line
   */
  public RunResult<List<String>> ingest(IngestSpec spec, Destination into) throws IOException {
    return new Ingestion(spark.get(), spec).into(into);
  }

  /** Makes recordings into the table {@code records}. */
  public RunOutcome synth(SynthSpec spec, Destination into) throws IOException {
    return new Synthesis(spark.get(), spec).into(into);
  }

  /** Trains networks. */
  public RunResult<TrainedNetworks> train(TrainingSpec spec, Destination into) throws IOException {
    return new Training(spark.get(), spec).into(into);
  }

  /** Predicts into the table {@code predictions}. */
  public RunOutcome predict(PredictionSpec spec, Destination into) throws IOException {
    return new NetworkCommand(spark, spec).into(into).outcome();
  }

  /** Explains into the table {@code attributions}. */
  public RunOutcome attribute(AttributionSpec spec, Destination into) throws IOException {
    return new NetworkCommand(spark, spec).into(into).outcome();
  }

  /** Judges explanations. */
  public Evaluation evaluate(EvaluationSpec spec, Destination into) throws IOException {
    RunResult<RunSummary> run = new NetworkCommand(spark, spec).into(into);
    return new Evaluation(spec, run.outcome(), run.made());
  }
}
