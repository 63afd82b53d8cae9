package org.ecglens.finished;

import static org.apache.spark.sql.functions.col;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.ecglens.error.Suggestion;
import org.ecglens.error.UserException;
import org.ecglens.evaluate.NetworkPlanner;
import org.ecglens.evaluate.ReferencePass;
import org.ecglens.model.InputRequirement;
import org.ecglens.plan.EvaluationPlan;
import org.ecglens.plan.EvaluationSpec;
import org.ecglens.plan.PlannedNetwork;
import org.ecglens.records.NearestRecords;
import org.ecglens.records.RecordTable;
import org.ecglens.report.paper.Case;
import org.ecglens.report.paper.ExplainedEcg;
import org.ecglens.report.text.PlainText;
import org.ecglens.table.Tables;

/**
 * Explains some records of a finished run again, as the run did: it need not have stored its maps.
 * The networks and records must still be at the paths from which the run read them.
 */
public final class RunExplanations {
  /** Tolerance of a prediction between machines. */
  private static final double TOLERANCE = 1e-3;

  /** Limit of all maps together in the driver's memory; Spark refuses results above a gibibyte. */
  private static final long MOST_BYTES = 500_000_000;

  private final SparkSession spark;
  private final FinishedRun run;

  public RunExplanations(SparkSession spark, FinishedRun run) {
    this.spark = spark;
    this.run = run;
  }

  /**
   * Explains cases.
   *
   * @param cases a few: maps are held in the driver's memory
   * @param methods names; none for all of the run
   * @param perturbed whether points are perturbed too, see {@link
   *     org.ecglens.report.paper.MethodMap#track}
   * @return in the order of the cases
   * @throws UserException if the run did not predict a case or does not have a method, networks or
   *     records are no longer what they were, or there are too many cases
   */
  public List<ExplainedEcg> explain(List<Case> cases, List<String> methods, boolean perturbed)
      throws IOException {
    if (cases.isEmpty()) {
      return List.of();
    }
    Map<Case, Double> predictions = predictions(cases);
    NetworkPlanner.Planned planned = planned();
    List<PlannedNetwork> networks =
        planned.plan().models().stream().filter(network -> isAsked(network, cases)).toList();
    checkMethods(networks, methods);
    EvaluationPlan asked =
        planned
            .plan()
            .withModels(networks.stream().map(network -> model(network, methods)).toList())
            // One track a method: that of the operator named first.
            .withPanel(perturbed ? planned.plan().panel().subList(0, 1) : List.of());
    checkSize(asked, cases);
    EvaluationPlan referenced =
        ReferencePass.with(spark, asked, planned.records().without(duplicates()));
    Map<Case, ExplainedEcg> explained = new HashMap<>();
    for (ExplainedEcg one : CaseExplanations.of(spark, referenced, planned.records(), cases)) {
      explained.put(new Case(one.ecg().recordId(), one.model(), one.target()), one);
    }
    List<ExplainedEcg> ordered = new ArrayList<>();
    for (Case wanted : cases) {
      ordered.add(unchanged(explained.get(wanted), wanted, predictions.get(wanted)));
    }
    return ordered;
  }

  /** What the run did, with the files that it was made of. */
  private NetworkPlanner.Planned planned() {
    EvaluationSpec spec = run.spec();
    if (spec.records().path() == null) {
      throw new UserException(
          "Run %s was given its records by a program: they cannot be opened again."
              .formatted(run.path()));
    }
    try {
      return NetworkPlanner.of(spec).again(RecordTable.open(spark, spec.records().path()));
    } catch (UserException e) {
      throw new UserException(
          "Run %s does not hold its networks and records; they are read where it read them, or where --networks-at and --records-at say. %s"
              .formatted(run.path(), e.getMessage()),
          e);
    }
  }

  private static void checkSize(EvaluationPlan asked, List<Case> cases) {
    long bytes = 0;
    for (PlannedNetwork network : asked.models()) {
      long own = cases.stream().filter(one -> one.model().equals(network.plan().name())).count();
      InputRequirement input = network.plan().requirement();
      bytes += own * network.names().size() * Float.BYTES * input.leads() * input.samples();
    }
    if (bytes > MOST_BYTES) {
      throw new UserException(
          "The heatmaps of %d records and targets take %d MB, more than %d MB: ask for fewer records or methods."
              .formatted(cases.size(), bytes / 1_000_000, MOST_BYTES / 1_000_000));
    }
  }

  /** Ids of records that the run left out because they were there before under another id. */
  private Set<String> duplicates() throws IOException {
    Set<String> ids = new HashSet<>();
    for (Row row :
        run.read(Tables.QUARANTINE)
            .where(col("reason").equalTo("duplicate"))
            .select("record_id")
            .collectAsList()) {
      ids.add(row.getString(0));
    }
    return ids;
  }

  /** What the run explained: the logit of a class, else the prediction. */
  private Map<Case, Double> predictions(List<Case> cases) throws IOException {
    Object[] ids = cases.stream().map(Case::recordId).distinct().toArray();
    Map<Case, Double> predictions = new LinkedHashMap<>();
    for (Row row :
        run.read(Tables.PREDICTIONS)
            .where(col("record_id").isin(ids))
            .select("record_id", "model", "target", "explained")
            .collectAsList()) {
      predictions.put(
          new Case(row.getAs("record_id"), row.getAs("model"), row.getAs("target")),
          row.<Double>getAs("explained"));
    }
    for (Case wanted : cases) {
      if (!predictions.containsKey(wanted)) {
        throw unknown(
            wanted.recordId(),
            " by network %s for target %s".formatted(wanted.model(), wanted.target()));
      }
    }
    return predictions;
  }

  /**
   * What the run predicted of a record.
   *
   * @return by network and target
   * @throws UserException if it predicted nothing
   */
  public List<Case> cases(String recordId) throws IOException {
    List<Case> cases =
        run
            .read(Tables.PREDICTIONS)
            .where(col("record_id").equalTo(recordId))
            .select("model", "target")
            .orderBy("model", "target")
            .collectAsList()
            .stream()
            .map(row -> new Case(recordId, row.getAs("model"), row.getAs("target")))
            .toList();
    if (cases.isEmpty()) {
      throw unknown(recordId, "");
    }
    return cases;
  }

  /** The reason why a record, or a record with one network, has no prediction. */
  private UserException unknown(String recordId, String by) throws IOException {
    String id = PlainText.of(recordId, 80);
    List<Row> quarantined =
        run.read(Tables.QUARANTINE)
            .where(col("record_id").equalTo(recordId))
            .select("stage", "reason", "detail")
            .limit(1)
            .collectAsList();
    if (!quarantined.isEmpty()) {
      Row row = quarantined.get(0);
      return new UserException(
          "Record '%s' is in the run's quarantine (%s, %s: %s)."
              .formatted(id, row.getAs("stage"), row.getAs("reason"), row.getAs("detail")));
    }
    return new UserException(
        "Run %s has no prediction of record '%s'%s.%s"
            .formatted(
                run.path(), id, by, NearestRecords.of(run.read(Tables.PREDICTIONS), recordId)));
  }

  private static boolean isAsked(PlannedNetwork network, List<Case> cases) {
    return cases.stream().anyMatch(wanted -> wanted.model().equals(network.plan().name()));
  }

  /** Methods of a group may have been left out of some of the networks. */
  private void checkMethods(List<PlannedNetwork> networks, List<String> methods) {
    List<String> known =
        networks.stream().flatMap(network -> network.names().stream()).distinct().toList();
    for (String method : methods) {
      if (!known.contains(method)) {
        throw Suggestion.unknown("method of " + run.path(), method, known);
      }
    }
  }

  private PlannedNetwork model(PlannedNetwork network, List<String> methods) {
    String then = sha256(network.plan().name());
    if (!network.plan().sha256().equals(then)) {
      throw new UserException(
          "Network %s is not the one that %s was made with: SHA-256 %s, then %s. Put that file back or evaluate again."
              .formatted(network.plan().name(), run.path(), network.plan().sha256(), then));
    }
    return methods.isEmpty() ? network : network.only(methods);
  }

  private String sha256(String model) {
    for (JsonNode entry : run.manifest().path("models")) {
      if (entry.path("name").asText().equals(model)) {
        return entry.path("sha256").asText();
      }
    }
    return "unknown";
  }

  private ExplainedEcg unchanged(ExplainedEcg explained, Case wanted, double then) {
    if (explained != null
        && Math.abs(explained.prediction() - then) <= TOLERANCE * Math.max(1, Math.abs(then))) {
      return explained;
    }
    throw new UserException(
        "Record '%s' is not what it was when %s was made: network %s then predicted %s, now %s. Evaluate again."
            .formatted(
                PlainText.of(wanted.recordId(), 80),
                run.path(),
                wanted.model(),
                then,
                explained == null ? "nothing, it is gone" : explained.prediction()));
  }
}
