package org.ecglens.summary;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.ecglens.check.SanityOutcome;
import org.ecglens.metric.Scoring;
import org.ecglens.metric.map.MapMetric;
import org.ecglens.metric.map.Similarity;
import org.ecglens.model.Target;
import org.ecglens.perturbation.Order;
import org.ecglens.perturbation.PerturbationPlan;
import org.ecglens.plan.EvaluationPlan;
import org.ecglens.plan.PlannedNetwork;
import org.ecglens.run.storage.RunTables;
import org.ecglens.stats.MethodComparison;
import org.ecglens.stats.MethodComparison.Place;
import org.ecglens.table.ScoreGroup;
import org.ecglens.table.ScoreRow;
import org.ecglens.table.TableSchema;
import org.ecglens.verdict.Judge;
import org.ecglens.verdict.MethodEvidence;
import org.ecglens.verdict.TargetEvidence;
import org.ecglens.verdict.TargetVerdict;
import org.ecglens.verdict.Thresholds;
import org.ecglens.verdict.Verdict;

/** The verdict of a run, from its tables over all records. */
public final class RunVerdict {
  private final EvaluationPlan work;
  private final String metric;
  private final Map<ScoreGroup, MethodComparison> comparisons;
  private final List<Row> summary;
  private final List<Row> sanity;
  private final List<Row> consistency;
  private final List<Row> cost;

  /** Reads the tables. */
  public RunVerdict(
      EvaluationPlan work, RunTables tables, Map<ScoreGroup, MethodComparison> comparisons)
      throws IOException {
    this.work = work;
    this.metric = Scoring.deciding(work.perturbation().mode());
    this.comparisons = comparisons;
    this.summary = tables.read(TableSchema.SUMMARY).collectAsList();
    this.sanity =
        tables
            .read(TableSchema.SANITY)
            .where("outcome is not null or reason is not null")
            .collectAsList();
    this.consistency = tables.read(TableSchema.CONSISTENCY).collectAsList();
    this.cost = tables.read(TableSchema.COST).collectAsList();
  }

  /** Judges every target. */
  public Verdict verdict(long records) {
    Map<String, List<String>> networks = new TreeMap<>();
    for (PlannedNetwork model : work.models()) {
      for (Target target : model.plan().targets()) {
        networks.computeIfAbsent(target.name(), any -> new ArrayList<>()).add(model.plan().name());
      }
    }
    Judge judge = new Judge(Thresholds.DEFAULT);
    List<TargetVerdict> verdicts = new ArrayList<>();
    networks.forEach(
        (target, models) ->
            verdicts.add(judge.verdict(evidence(target, models, comparison(target, models)))));
    PerturbationPlan plan = work.perturbation();
    return new Verdict(
        plan.mode().label(),
        work.preset(),
        plan.operator().name(),
        records,
        Thresholds.DEFAULT,
        verdicts);
  }

  private MethodComparison comparison(String target, List<String> models) {
    String model = models.size() == 1 ? models.get(0) : ScoreGroup.ALL_MODELS;
    return comparisons.entrySet().stream()
        .filter(entry -> entry.getKey().target().equals(target))
        .filter(entry -> entry.getKey().model().equals(model))
        .filter(entry -> entry.getKey().metric().equals(metric))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(new MethodComparison(0, null, null, null, List.of(), List.of()));
  }

  private TargetEvidence evidence(String target, List<String> models, MethodComparison comparison) {
    List<MethodEvidence> methods =
        comparison.places().stream()
            .map(Place::method)
            .map(method -> evidence(target, method, models))
            .toList();
    return new TargetEvidence(target, models, metric, comparison, methods);
  }

  private MethodEvidence evidence(String target, String method, List<String> models) {
    String overRandom = metric + "-over-random";
    List<Row> failed =
        rows(sanity, target, method)
            .filter(row -> SanityOutcome.FAIL.equals(row.getAs("outcome")))
            .toList();
    Row decided =
        failed.isEmpty()
            ? rows(sanity, target, method)
                .min(Comparator.comparing((Row row) -> row.getAs("outcome") == null ? 1 : 0))
                .orElse(null)
            : failed.get(0);
    return new MethodEvidence(
        method,
        mean(summary(target, method, Order.MORF.label(), overRandom), "mean"),
        extreme(summary(target, method, Order.MORF.label(), overRandom), "ci_low", Math::min),
        extreme(summary(target, method, Order.MORF.label(), overRandom), "ci_high", Math::max),
        decided == null ? null : decided.getAs("outcome"),
        decided == null ? null : decided.getAs("reason"),
        largest(target, method, MapMetric.COMPLETENESS_GAP),
        largest(target, method, MapMetric.AVERAGE_SENSITIVITY),
        mean(
            rows(consistency, target, method)
                .filter(row -> row.getAs("metric").equals(Similarity.SPEARMAN.label())),
            "mean"),
        mean(
            cost.stream()
                .filter(row -> row.getAs("method").equals(method))
                .filter(row -> models.contains(row.<String>getAs("model"))),
            "milliseconds"));
  }

  private Double largest(String target, String method, MapMetric of) {
    return extreme(summary(target, method, ScoreRow.NONE, of.label()), "median", Math::max);
  }

  private Stream<Row> summary(String target, String method, String order, String of) {
    return rows(summary, target, method)
        .filter(row -> row.getAs("order").equals(order))
        .filter(row -> row.getAs("metric").equals(of));
  }

  private static Stream<Row> rows(List<Row> table, String target, String method) {
    return table.stream()
        .filter(row -> row.getAs("target").equals(target))
        .filter(row -> row.getAs("method").equals(method));
  }

  /** The smallest or largest value of a column, null where there is none. */
  private static Double extreme(Stream<Row> rows, String column, BinaryOperator<Double> choice) {
    return values(rows, column).reduce(choice).orElse(null);
  }

  private static Double mean(Stream<Row> rows, String column) {
    double[] values = values(rows, column).mapToDouble(Double::doubleValue).toArray();
    return values.length == 0
        ? null
        : Double.valueOf(Arrays.stream(values).average().getAsDouble());
  }

  private static Stream<Double> values(Stream<Row> rows, String column) {
    return rows.map(row -> row.<Double>getAs(column)).filter(Objects::nonNull);
  }
}
