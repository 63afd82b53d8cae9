package org.ecglens.summary;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.ecglens.check.SanityOutcome;
import org.ecglens.metric.Scoring;
import org.ecglens.metric.map.MapMetric;
import org.ecglens.metric.map.Similarity;
import org.ecglens.model.Target;
import org.ecglens.perturbation.Order;
import org.ecglens.plan.EvaluationPlan;
import org.ecglens.plan.PlannedNetwork;
import org.ecglens.stats.MethodComparison;
import org.ecglens.stats.MethodComparison.Place;
import org.ecglens.table.ConsistencyRow;
import org.ecglens.table.CostRow;
import org.ecglens.table.SanityRow;
import org.ecglens.table.ScoreGroup;
import org.ecglens.table.ScoreRow;
import org.ecglens.table.SummaryRow;
import org.ecglens.verdict.Judge;
import org.ecglens.verdict.MethodEvidence;
import org.ecglens.verdict.TargetEvidence;
import org.ecglens.verdict.TargetVerdict;
import org.ecglens.verdict.Thresholds;
import org.ecglens.verdict.Verdict;

/** The verdict of a run, from its tables over all records. */
public final class RunVerdict {
  private final EvaluationPlan plan;
  private final String metric;
  private final String operator;
  private final Map<ScoreGroup, MethodComparison> comparisons;
  private final List<SummaryRow> summary;
  private final List<SanityRow> sanity;
  private final List<ConsistencyRow> consistency;
  private final List<CostRow> cost;

  /**
   * What is known of the methods.
   *
   * @param plan of the run
   * @param comparisons of the methods
   * @param summary rows of that table
   * @param sanity rows of that table, none without the check
   * @param consistency rows of that table, none without the check
   * @param cost rows of that table
   */
  public RunVerdict(
      EvaluationPlan plan,
      Map<ScoreGroup, MethodComparison> comparisons,
      List<SummaryRow> summary,
      List<SanityRow> sanity,
      List<ConsistencyRow> consistency,
      List<CostRow> cost) {
    this.plan = plan;
    this.metric = Scoring.deciding(plan.mode());
    // The first operator of the panel speaks for it.
    this.operator = plan.operators().get(0);
    this.comparisons = comparisons;
    this.summary = summary;
    this.sanity =
        sanity.stream().filter(row -> row.outcome() != null || row.reason() != null).toList();
    this.consistency = consistency;
    this.cost = cost;
  }

  /** Judges every target. */
  public Verdict verdict(long records) {
    Map<String, List<String>> networks = new TreeMap<>();
    for (PlannedNetwork model : plan.models()) {
      for (Target target : model.plan().targets()) {
        networks.computeIfAbsent(target.name(), any -> new ArrayList<>()).add(model.plan().name());
      }
    }
    Judge judge = new Judge(Thresholds.DEFAULT);
    List<TargetVerdict> verdicts = new ArrayList<>();
    networks.forEach(
        (target, models) ->
            verdicts.add(judge.verdict(evidence(target, models, comparison(target, models)))));
    return new Verdict(
        plan.mode().label(), plan.preset(), operator, records, Thresholds.DEFAULT, verdicts);
  }

  private MethodComparison comparison(String target, List<String> models) {
    String model = models.size() == 1 ? models.get(0) : ScoreGroup.ALL_MODELS;
    return comparisons.entrySet().stream()
        .filter(entry -> entry.getKey().target().equals(target))
        .filter(entry -> entry.getKey().model().equals(model))
        .filter(entry -> entry.getKey().metric().equals(metric))
        .filter(entry -> entry.getKey().operator().equals(operator))
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
    List<SanityRow> decisions =
        sanity.stream()
            .filter(row -> row.target().equals(target) && row.method().equals(method))
            .toList();
    // A network that the method fails on decides, then one that it passes on.
    SanityRow decided =
        decisions.stream()
            .filter(row -> SanityOutcome.FAIL.equals(row.outcome()))
            .findFirst()
            .or(() -> decisions.stream().filter(row -> row.outcome() != null).findFirst())
            .or(() -> decisions.stream().findFirst())
            .orElse(null);
    List<SummaryRow> overRandom =
        summary(target, method, Order.MORF.label(), metric + "-over-random");
    return new MethodEvidence(
        method,
        mean(overRandom.stream().map(SummaryRow::mean)),
        extreme(overRandom.stream().map(SummaryRow::ciLow), Math::min),
        extreme(overRandom.stream().map(SummaryRow::ciHigh), Math::max),
        decided == null ? null : decided.outcome(),
        decided == null ? null : decided.reason(),
        largest(target, method, MapMetric.COMPLETENESS_GAP),
        largest(target, method, MapMetric.AVERAGE_SENSITIVITY),
        mean(
            consistency.stream()
                .filter(row -> row.target().equals(target) && row.method().equals(method))
                .filter(row -> row.metric().equals(Similarity.SPEARMAN.label()))
                .map(ConsistencyRow::mean)),
        mean(
            cost.stream()
                .filter(row -> row.method().equals(method) && models.contains(row.model()))
                .map(CostRow::milliseconds)));
  }

  private Double largest(String target, String method, MapMetric of) {
    return extreme(
        summary(target, method, ScoreRow.NONE, of.label()).stream().map(SummaryRow::median),
        Math::max);
  }

  private List<SummaryRow> summary(String target, String method, String order, String of) {
    return summary.stream()
        .filter(row -> row.target().equals(target) && row.method().equals(method))
        .filter(row -> row.order().equals(order) && row.metric().equals(of))
        .filter(row -> row.operator().equals(operator) || order.equals(ScoreRow.NONE))
        .toList();
  }

  /** The smallest or largest of the values that are there, null where none is. */
  private static Double extreme(Stream<Double> values, BinaryOperator<Double> choice) {
    return values.filter(Objects::nonNull).reduce(choice).orElse(null);
  }

  /** The mean of the values that are there, null where none is. */
  private static Double mean(Stream<Double> values) {
    double[] known = values.filter(Objects::nonNull).mapToDouble(Double::doubleValue).toArray();
    return known.length == 0 ? null : Double.valueOf(Arrays.stream(known).average().getAsDouble());
  }
}
