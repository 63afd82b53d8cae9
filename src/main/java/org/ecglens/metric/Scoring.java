package org.ecglens.metric;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.StatUtils;
import org.ecglens.perturbation.Mode;
import org.ecglens.perturbation.Order;
import org.ecglens.perturbation.RecordCurve;

/**
 * Scores the curves of one record and target with the metrics of a mode.
 *
 * @param mode decides what a curve's values are
 * @param metrics in the order in which scores come out
 */
public record Scoring(Mode mode, List<Metric> metrics) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Steps of the reference work's areas. */
  public static final List<Integer> AUC_STEPS = List.of(5, 10, 15, 25);

  private static final Evidence.Curves NOT_COMPUTED =
      Evidence.Curves.none("the order to compare with was not computed");

  /** Copies the list. */
  public Scoring {
    metrics = List.copyOf(metrics);
  }

  /** Name of the metric that methods are ordered by, most relevant first. */
  public static String deciding(Mode mode) {
    return primary(mode).name();
  }

  /** Names of the metrics by which the methods may be compared, none of them over random. */
  public static List<String> primaries(Mode mode) {
    return of(mode).metrics(Order.MORF).stream()
        .filter(metric -> !(metric instanceof OverRandom))
        .map(Metric::name)
        .toList();
  }

  /**
   * Name of the scores by which methods are compared: in corrected mode those over random, where
   * the metric has them; of those that have not, 0 is the random order as it is.
   *
   * @param primary one of {@link #primaries}
   */
  public static String compared(Mode mode, String primary) {
    return of(mode).metrics(Order.MORF).stream()
        .filter(metric -> metric instanceof OverRandom over && over.metric().name().equals(primary))
        .map(Metric::name)
        .findFirst()
        .orElse(primary);
  }

  private static Metric primary(Mode mode) {
    return mode == Mode.PAPER ? new Auc(25) : new Aopc();
  }

  /** The metrics of a mode. */
  public static Scoring of(Mode mode) {
    Stream<Metric> areas = AUC_STEPS.stream().map(Auc::new);
    Stream<Metric> others =
        mode == Mode.PAPER
            ? Stream.empty()
            : Stream.concat(
                Stream.of(new Aopc(), new AopcLabel(), new Abpc(), new DegradationScore()),
                Stream.concat(
                        Stream.of(new Aopc(), new AopcLabel()), AUC_STEPS.stream().map(Auc::new))
                    .map(OverRandom::new));
    return new Scoring(mode, Stream.concat(areas, others).toList());
  }

  /** The metrics that there are for an order, in their order. */
  public List<Metric> metrics(Order order) {
    return metrics.stream().filter(metric -> metric.appliesTo(order)).toList();
  }

  /**
   * Scores a record.
   *
   * @param curves all curves of one record, target and operator, of any methods, orders and repeats
   * @param label in the unit of the predictions, or null
   * @param scale of the target in the same unit, or null where it has none; paper mode does not
   *     look at it
   */
  public RecordScores score(List<RecordCurve> curves, Double label, Double scale) {
    Map<Key, List<RecordCurve>> groups = new LinkedHashMap<>();
    for (RecordCurve curve : curves) {
      groups
          .computeIfAbsent(new Key(curve.method(), curve.order()), key -> new ArrayList<>())
          .add(curve);
    }
    Map<Key, Evidence.Curves> values = new LinkedHashMap<>();
    groups.forEach((key, repeats) -> values.put(key, values(repeats, label, scale)));
    List<Score> scores = new ArrayList<>();
    List<MeanCurve> means = new ArrayList<>();
    Evidence.Curves random =
        values.getOrDefault(new Key(RecordCurve.NO_METHOD, Order.RANDOM), NOT_COMPUTED);
    values.forEach(
        (key, own) -> {
          Evidence.Curves lerf =
              values.getOrDefault(new Key(key.method(), Order.LERF), NOT_COMPUTED);
          Evidence evidence = new Evidence(own, lerf, random);
          means.add(new MeanCurve(key.method(), key.order(), own.curve()));
          for (Metric metric : metrics) {
            if (metric.appliesTo(key.order())) {
              scores.add(
                  new Score(key.method(), key.order(), metric.name(), metric.score(evidence)));
            }
          }
        });
    return new RecordScores(scores, means, drawVariances(groups, label, scale));
  }

  private Map<String, Double> drawVariances(
      Map<Key, List<RecordCurve>> groups, Double label, Double scale) {
    List<RecordCurve> random =
        groups.getOrDefault(new Key(RecordCurve.NO_METHOD, Order.RANDOM), List.of());
    Map<String, Double> variances = new LinkedHashMap<>();
    groups.forEach(
        (key, own) -> {
          int draws = Math.max(own.size(), random.size());
          if (key.order() != Order.MORF || draws < 2) {
            return;
          }
          double[] values = new double[draws];
          for (int draw = 0; draw < draws; draw++) {
            double value = value(of(own, draw), label, scale);
            values[draw] = random.isEmpty() ? value : value - value(of(random, draw), label, scale);
          }
          double variance = StatUtils.variance(values);
          if (Double.isFinite(variance)) {
            variances.put(key.method(), variance);
          }
        });
    return variances;
  }

  /** A curve of a draw; where all draws would have the same there is one curve for all of them. */
  private static RecordCurve of(List<RecordCurve> repeats, int draw) {
    return repeats.get(Math.min(draw, repeats.size() - 1));
  }

  /** What a single curve is worth by the metric that decides; NaN where it has no value. */
  private double value(RecordCurve curve, Double label, Double scale) {
    Evidence.Curves own = values(List.of(curve), label, scale);
    Double value = primary(mode).score(new Evidence(own, NOT_COMPUTED, NOT_COMPUTED)).value();
    return value == null ? Double.NaN : value;
  }

  /**
   * The scores of a method whose map could not be ranked: all without value.
   *
   * @param orders of the plan; the random order has scores of its own
   */
  public List<Score> unranked(String method, List<Order> orders, String reason) {
    List<Score> scores = new ArrayList<>();
    for (Order order : orders) {
      for (Metric metric : metrics) {
        if (order != Order.RANDOM && metric.appliesTo(order)) {
          scores.add(new Score(method, order, metric.name(), ScoreValue.none(reason)));
        }
      }
    }
    return scores;
  }

  private Evidence.Curves values(List<RecordCurve> repeats, Double label, Double scale) {
    return new Evidence.Curves(
        mean(
            repeats,
            predictions ->
                mode == Mode.PAPER
                    ? CurveValues.relativeError(predictions, label)
                    : CurveValues.shift(predictions, scale)),
        mean(repeats, predictions -> CurveValues.labelError(predictions, label, scale)),
        mean(repeats, predictions -> CurveValues.shift(predictions, 1.0)));
  }

  private static CurveValues mean(
      List<RecordCurve> repeats, Function<double[], CurveValues> values) {
    return CurveValues.mean(repeats.stream().map(RecordCurve::predictions).map(values).toList());
  }

  private record Key(String method, Order order) {}
}
