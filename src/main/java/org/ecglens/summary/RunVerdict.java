package org.ecglens.summary;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ecglens.attribution.Controls;
import org.ecglens.check.CheckPlan;
import org.ecglens.check.SumKind;
import org.ecglens.metric.CurveValues;
import org.ecglens.metric.Metric;
import org.ecglens.metric.Scoring;
import org.ecglens.model.Target;
import org.ecglens.perturbation.Order;
import org.ecglens.plan.EvaluationPlan;
import org.ecglens.plan.PlannedNetwork;
import org.ecglens.plan.Protocol;
import org.ecglens.run.storage.RunTables;
import org.ecglens.stats.KendallTau;
import org.ecglens.table.CostRow;
import org.ecglens.table.PerformanceRow;
import org.ecglens.table.SummaryRow;
import org.ecglens.verdict.ClassTest;
import org.ecglens.verdict.Judge;
import org.ecglens.verdict.MethodEvidence;
import org.ecglens.verdict.MethodSoundness;
import org.ecglens.verdict.TargetEvidence;
import org.ecglens.verdict.TargetScores;
import org.ecglens.verdict.TargetVerdict;
import org.ecglens.verdict.Verdict;

/** The verdict of a run, from its tables over all records. */
public final class RunVerdict {
  /** Fewer records with a label say nothing of a network. */
  private static final int FEWEST_LABELS = 12;

  private static final String ONE_RECORD =
      "there is one record, and changes of its prediction are measured by how much the predictions"
          + " of several differ";

  private final RunTables tables;
  private final MergedStates states;
  private final EvaluationPlan plan;
  private final String metric;
  private final List<SummaryRow> summary;
  private final List<MethodSoundness> soundness;
  private final List<CostRow> cost;
  private final List<PerformanceRow> performance;

  /**
   * What is known of the methods.
   *
   * @param states the sums of all shards
   * @param plan of the run
   * @param summary rows of that table
   * @param soundness what the checks say of each method
   * @param cost rows of that table
   * @param performance rows of that table
   */
  public RunVerdict(
      RunTables tables,
      MergedStates states,
      EvaluationPlan plan,
      List<SummaryRow> summary,
      List<MethodSoundness> soundness,
      List<CostRow> cost,
      List<PerformanceRow> performance) {
    this.tables = tables;
    this.states = states;
    this.plan = plan;
    this.metric = plan.verdict().metric();
    this.summary = summary;
    this.soundness = soundness;
    this.cost = cost;
    this.performance = performance;
  }

  /**
   * Judges every target.
   *
   * @param records taken in
   * @param synthetic share of them that is synthetic, or null
   */
  public Verdict verdict(long records, Double synthetic) throws IOException {
    Map<String, List<String>> networks = new TreeMap<>();
    for (PlannedNetwork model : plan.models()) {
      for (Target target : model.plan().targets()) {
        networks.computeIfAbsent(target.name(), any -> new ArrayList<>()).add(model.plan().name());
      }
    }
    TargetScoresTable table =
        TargetScoresTable.of(tables, summary, metric, plan.verdict().aboveChance());
    Map<String, TargetScores> scores = table.all();
    Map<String, Double> errors = testErrors();
    Map<String, ClassTest> classes = classTests();
    Judge judge = new Judge(plan.verdict().thresholds(), plan.seed());
    Map<String, TargetEvidence> evidence = new TreeMap<>();
    networks.forEach(
        (target, models) ->
            evidence.put(
                target,
                evidence(
                    explained(
                        scores.getOrDefault(
                            target, TargetScores.none(target, metric, models, Map.of())),
                        records),
                    models,
                    synthetic,
                    errors.get(target),
                    classes.get(target))));
    List<TargetVerdict> verdicts =
        new Subgroups(tables, plan, table)
            .in(judge, evidence, evidence.values().stream().map(judge::verdict).toList());
    Protocol protocol = plan.verdict().protocol();
    return new Verdict(
        protocol == null ? null : protocol.sha256(),
        protocol == null ? List.of() : protocol.deviations(),
        plan.mode().label(),
        plan.preset(),
        plan.operators(),
        records,
        plan.verdict().thresholds(),
        verdicts);
  }

  /** One record's prediction is the same for every record: the reason is that there is one. */
  static TargetScores explained(TargetScores scores, long records) {
    if (records != 1) {
      return scores;
    }
    Map<String, String> absent = new TreeMap<>(scores.absent());
    absent.replaceAll((name, reason) -> reason.replace(CurveValues.NO_SCALE, ONE_RECORD));
    return scores.without(absent);
  }

  private TargetEvidence evidence(
      TargetScores scores,
      List<String> models,
      Double synthetic,
      Double testError,
      ClassTest classTest) {
    List<MethodEvidence> methods =
        plan.models().stream()
            .filter(model -> models.contains(model.plan().name()))
            .flatMap(model -> model.names().stream())
            .distinct()
            .map(method -> evidence(scores.target(), method, models))
            .toList();
    return new TargetEvidence(
        scores,
        methods,
        plan.checks().names(),
        CheckPlan.ALL.stream().filter(check -> !plan.checks().has(check)).toList(),
        synthetic,
        testError,
        classTest,
        metricAgreement(scores),
        drawVariances(scores.target()));
  }

  private MethodEvidence evidence(String target, String method, List<String> models) {
    MethodSoundness sound =
        soundness.stream()
            .filter(one -> one.target().equals(target) && one.method().equals(method))
            .findFirst()
            .orElse(new MethodSoundness(target, method, List.of(), List.of()));
    return new MethodEvidence(
        method,
        sound.faults(),
        sound.undecided(),
        MethodChecks.completenessGap(summary, target, method),
        MethodChecks.emptyMaps(summary, target, method),
        mean(
            cost.stream()
                .filter(row -> row.method().equals(method) && models.contains(row.model()))
                .map(row -> row.forwards() + row.backwards())));
  }

  /** The mean over networks, by method and operator; shards have them of the mode's own metric. */
  private Map<String, Map<String, Double>> drawVariances(String target) {
    if (!metric.equals(Scoring.compared(plan.mode(), Scoring.deciding(plan.mode())))) {
      return Map.of();
    }
    Map<String, Map<String, List<Double>>> found = new TreeMap<>();
    for (MergedStates.Sum sum : states.of(SumKind.DRAWS)) {
      Double variance = sum.moments().at(0).mean();
      if (sum.target().equals(target) && variance != null) {
        found
            .computeIfAbsent(sum.method(), any -> new TreeMap<>())
            .computeIfAbsent(sum.detail(), any -> new ArrayList<>())
            .add(variance);
      }
    }
    Map<String, Map<String, Double>> means = new TreeMap<>();
    found.forEach(
        (method, byOperator) -> {
          Map<String, Double> own = new TreeMap<>();
          byOperator.forEach((operator, values) -> own.put(operator, mean(values.stream())));
          means.put(method, own);
        });
    return means;
  }

  /**
   * Mean absolute error by target, the mean over networks; none of classes, and none of so few
   * labelled records that the scale would not go by them.
   */
  private Map<String, Double> testErrors() throws IOException {
    Set<String> without =
        plan.models().stream()
            .flatMap(model -> model.plan().targets().stream())
            .filter(Target::isClass)
            .map(Target::name)
            .collect(Collectors.toSet());
    return TestErrors.of(tables, without, FEWEST_LABELS);
  }

  /** By target, the mean over networks; none of as few labelled records as above. */
  private Map<String, ClassTest> classTests() {
    Map<String, List<PerformanceRow>> byTarget = new TreeMap<>();
    for (PerformanceRow row : performance) {
      if (row.positives() != null && row.n() >= FEWEST_LABELS) {
        byTarget.computeIfAbsent(row.target(), any -> new ArrayList<>()).add(row);
      }
    }
    Map<String, ClassTest> tests = new TreeMap<>();
    byTarget.forEach(
        (target, rows) ->
            tests.put(
                target,
                new ClassTest(
                    rows.get(0).n(),
                    rows.get(0).positives(),
                    mean(values(rows, "auroc")),
                    mean(values(rows, "average-precision")),
                    mean(values(rows, "brier")))));
    return tests;
  }

  private static Stream<Double> values(List<PerformanceRow> rows, String metric) {
    return rows.stream().filter(row -> row.metric().equals(metric)).map(PerformanceRow::value);
  }

  /** Kendall's τ of the methods' mean scores between the deciding metric and each other. */
  private Map<String, Double> metricAgreement(TargetScores scores) {
    List<String> methods = scores.methods().stream().filter(name -> !Controls.is(name)).toList();
    Map<String, Double> agreement = new TreeMap<>();
    if (methods.size() < Judge.LEAST_ORDERED) {
      return agreement;
    }
    double[] own = means(scores, methods, metric);
    for (Metric other : Scoring.of(plan.mode()).metrics(Order.MORF)) {
      double[] its = means(scores, methods, other.name());
      if (!other.name().equals(metric) && Arrays.stream(its).allMatch(Double::isFinite)) {
        double sign = other.direction() == Metric.Direction.HIGHER ? 1 : -1;
        Double tau = KendallTau.of(own, Arrays.stream(its).map(v -> sign * v).toArray()).value();
        if (tau != null) {
          agreement.put(other.name(), tau);
        }
      }
    }
    return agreement;
  }

  /** Means over networks and operators; NaN where a method has none. */
  private double[] means(TargetScores scores, List<String> methods, String of) {
    return methods.stream()
        .mapToDouble(
            method -> {
              Double mean =
                  mean(
                      summary.stream()
                          .filter(row -> row.target().equals(scores.target()))
                          .filter(row -> row.method().equals(method) && row.metric().equals(of))
                          .filter(row -> row.order().equals(Order.MORF.label()))
                          .filter(row -> scores.operators().contains(row.operator()))
                          .map(SummaryRow::mean));
              return mean == null ? Double.NaN : mean;
            })
        .toArray();
  }

  /** The mean of the values that are there, null where none is. */
  private static Double mean(Stream<Double> values) {
    double[] known = values.filter(Objects::nonNull).mapToDouble(Double::doubleValue).toArray();
    return known.length == 0 ? null : Double.valueOf(Arrays.stream(known).average().getAsDouble());
  }
}
