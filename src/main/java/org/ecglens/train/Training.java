package org.ecglens.train;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.spark.sql.SparkSession;
import org.ecglens.error.Suggestion;
import org.ecglens.error.UserException;
import org.ecglens.executor.Device;
import org.ecglens.model.InputRequirement;
import org.ecglens.net.training.Architecture;
import org.ecglens.plan.TrainingSpec;
import org.ecglens.records.RecordContent;
import org.ecglens.records.RecordTable;
import org.ecglens.run.Destination;
import org.ecglens.run.Manifest;
import org.ecglens.run.RunFolder;
import org.ecglens.run.RunProtocol;
import org.ecglens.run.RunRequest;
import org.ecglens.run.RunResult;

/** Networks for every target and seed, from the table {@code records}. */
public final class Training {
  private final SparkSession spark;
  private final TrainingSpec spec;

  /** What is trained. */
  public Training(SparkSession spark, TrainingSpec spec) {
    this.spark = spark;
    this.spec = spec;
  }

  /**
   * Runs or continues.
   *
   * @throws UserException if classes are to be standardised, Spark gives tasks no GPU that is asked
   *     for, no record has one of the labels, or none can be used
   */
  public RunResult<TrainedNetworks> into(Destination destination) throws IOException {
    if (spec.recipe().loss().isOfClasses() && spec.recipe().standardise()) {
      throw new UserException(
          "--loss bce --standardise: labels of classes are 0 and 1 and stay so; leave --standardise"
              + " out.");
    }
    Device.check(spec.device(), spark.sparkContext().getConf());
    RecordTable records = RecordTable.open(spark, spec.records()).withClasses(spec.classCodes());
    checkLabels(records, spec.targets());
    TrainingPlan plan = plan(records.commonest(spec.adapt()));
    RecordContent content = RecordContent.of(records);
    Map<String, String> files = new TreeMap<>();
    files.put("--records", content.toString());
    files.put("input of the networks", plan.input().toString());
    return new RunProtocol(spark, destination)
        .run(
            new RunRequest(
                spec,
                files,
                content.count(),
                spec.shards().shardsInOrder(content.count()),
                records.aside()),
            new TrainingRun(
                spark, new RunFolder(destination.folder()), plan, records, destination.out()));
  }

  private TrainingPlan plan(InputRequirement input) {
    Architecture architecture = spec.architecture().architecture(input.leads(), input.samples());
    return new TrainingPlan(
        spec.networks(),
        spec.targets(),
        input,
        spec.split(),
        architecture,
        spec.recipe().recipe(),
        spec.device(),
        spec.normalisation() == TrainingSpec.Normalisation.FOLDED,
        "%s of %d leads at %s Hz, %d samples in %s"
            .formatted(
                input.kind() == null ? "records" : input.kind() + "s",
                input.leads(),
                input.sampleRateHz(),
                input.samples(),
                input.unit()),
        Manifest.versions(spark.version()),
        UUID.randomUUID().toString());
  }

  private static void checkLabels(RecordTable table, List<String> wanted) {
    List<String> known = table.labelNames();
    Set<String> there = new HashSet<>(known);
    for (String target : wanted) {
      if (!there.contains(target)) {
        throw known.isEmpty()
            ? new UserException(
                "--records " + table.path() + ": no record has a label; ingest measures them.")
            : Suggestion.unknown("label in --targets", target, known);
      }
    }
  }
}
