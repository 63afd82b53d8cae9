package org.ecglens.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.spark.sql.SparkSession;
import org.ecglens.error.UserException;
import org.ecglens.metric.CurveValues;
import org.ecglens.model.Target;
import org.ecglens.perturbation.Mode;
import org.ecglens.plan.EvaluationPlan;
import org.ecglens.plan.PlannedNetwork;
import org.ecglens.plan.ScaleRule;
import org.ecglens.plan.TargetScale;
import org.ecglens.plan.TargetScale.Kind;
import org.ecglens.records.RecordTable;
import org.ecglens.stats.Summary;

/**
 * What errors of a target are divided by in corrected mode, by {@link ScaleRule}. An interquartile
 * range of 0 gives way to the standard deviation; where that is 0 too there is no scale, so nothing
 * is ever divided by 0. Predictions are computed only where a target asks for them.
 */
final class TargetScales {
  /** Fewer labels do not tell their spread. */
  private static final int FEWEST_LABELS = 12;

  /** Labels of a smaller share of the records may be those of a special kind of records. */
  private static final double SMALLEST_SHARE = 0.8;

  /**
   * Predictions that differ by less, relative to the largest, are the same: a network's output
   * depends that much on the records beside it.
   */
  private static final double SAME = 1e-6;

  private final SparkSession spark;
  private final EvaluationPlan plan;
  private final RecordTable records;
  private long count = -1;

  private TargetScales(SparkSession spark, EvaluationPlan plan, RecordTable records) {
    this.spark = spark;
    this.plan = plan;
    this.records = records;
  }

  /** By {@code model/target}; none where nothing is scaled. */
  static Map<String, TargetScale> of(SparkSession spark, EvaluationPlan plan, RecordTable records) {
    if (plan.panel().isEmpty() || plan.mode() == Mode.PAPER) {
      return Map.of();
    }
    return new TargetScales(spark, plan, records).scales();
  }

  private Map<String, TargetScale> scales() {
    Map<String, TargetScale> scales = new TreeMap<>();
    List<PlannedNetwork> open = new ArrayList<>();
    for (PlannedNetwork network : plan.models()) {
      for (Target target : network.plan().targets()) {
        scales.put(name(network, target), withoutPredictions(network, target));
      }
      if (network.plan().targets().stream().anyMatch(t -> scales.get(name(network, t)) == null)) {
        open.add(network);
      }
    }
    if (!open.isEmpty()) {
      spark
          .sparkContext()
          .setJobDescription(
              "range of predictions of "
                  + open.stream().map(n -> n.plan().name()).collect(Collectors.joining(", ")));
      Map<String, double[]> predictions = PredictionRange.predictions(spark, plan, open, records);
      scales.replaceAll(
          (name, scale) -> scale == null ? ofPredictions(predictions.get(name)) : scale);
    }
    return scales;
  }

  private static String name(PlannedNetwork network, Target target) {
    return EvaluationPlan.scaleName(network.plan().name(), target.name());
  }

  /** Null where the predictions decide. */
  private TargetScale withoutPredictions(PlannedNetwork network, Target target) {
    return switch (plan.scale()) {
      case ONE -> new TargetScale(1.0, Kind.ONE, "--scale one");
      case PREDICTIONS, SD -> null;
      case LABELS -> ofLabels(network, target);
      case AUTO -> {
        if (target.isClass()) {
          yield new TargetScale(1.0, Kind.ONE, "a " + target.explain().code() + " is explained");
        }
        yield enoughLabels(target);
      }
    };
  }

  private TargetScale ofLabels(PlannedNetwork network, Target target) {
    double[] labels = records.labels(target.label());
    double range = range(labels);
    if (range > 0) {
      return new TargetScale(range, Kind.LABELS, "interquartile range of " + known(labels));
    }
    double sd = labels.length < 2 ? 0 : Math.sqrt(StatUtils.variance(labels));
    if (sd > 0) {
      return new TargetScale(
          sd,
          Kind.LABELS_SD,
          "standard deviation of " + known(labels) + ", whose interquartile range is 0");
    }
    throw new UserException(
        "--scale labels: target %s of %s has label '%s' in %d of the records, without any spread; use --scale auto."
            .formatted(target.name(), network.plan().name(), target.label(), labels.length));
  }

  private TargetScale enoughLabels(Target target) {
    double[] labels = records.labels(target.label());
    boolean enough =
        labels.length >= FEWEST_LABELS && labels.length >= SMALLEST_SHARE * recordCount();
    boolean binary = Arrays.stream(labels).allMatch(label -> label == 0 || label == 1);
    double range = range(labels);
    return enough && !binary && range > 0
        ? new TargetScale(range, Kind.LABELS, "interquartile range of " + known(labels))
        : null;
  }

  private TargetScale ofPredictions(double[] predictions) {
    double largest = Arrays.stream(predictions).map(Math::abs).max().orElse(0);
    double range = range(predictions);
    if (plan.scale() != ScaleRule.SD && range > SAME * largest) {
      return new TargetScale(
          range, Kind.PREDICTIONS, "interquartile range of " + predicted(predictions));
    }
    double sd = predictions.length < 2 ? 0 : Math.sqrt(StatUtils.variance(predictions));
    return sd > SAME * largest
        ? new TargetScale(
            sd, Kind.PREDICTIONS_SD, "standard deviation of " + predicted(predictions))
        : new TargetScale(null, Kind.NONE, CurveValues.NO_SCALE);
  }

  private static double range(double[] ascending) {
    return ascending.length < 2
        ? 0
        : Summary.quantile(ascending, 0.75) - Summary.quantile(ascending, 0.25);
  }

  private String known(double[] labels) {
    return "the label, known of " + labels.length + " of " + recordCount() + " records";
  }

  private static String predicted(double[] predictions) {
    return "the network's " + predictions.length + " predictions";
  }

  private long recordCount() {
    if (count < 0) {
      count = records.rows().count();
    }
    return count;
  }
}
