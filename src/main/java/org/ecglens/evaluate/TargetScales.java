package org.ecglens.evaluate;

import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.ecglens.model.Target;
import org.ecglens.perturbation.Mode;
import org.ecglens.plan.EvaluationPlan;
import org.ecglens.plan.PlannedNetwork;
import org.ecglens.records.RecordTable;
import org.ecglens.stats.Summary;

/**
 * What errors of a target are divided by in corrected mode: the interquartile range of its label
 * where enough records have it, else of the predictions, in the target's unit.
 */
final class TargetScales {
  private static final int FEWEST = 2;

  private TargetScales() {}

  /** By {@code model/target}; those that have no range are absent. */
  static Map<String, Double> of(SparkSession spark, EvaluationPlan plan, RecordTable records) {
    Map<String, Double> scales = new TreeMap<>();
    if (plan.perturbation() == null || plan.perturbation().mode() == Mode.PAPER) {
      return scales;
    }
    for (PlannedNetwork network : plan.models()) {
      Map<String, double[]> predictions = null;
      for (Target target : network.plan().targets()) {
        double[] values = records.labels(target.label());
        if (values.length < FEWEST) {
          if (predictions == null) {
            spark
                .sparkContext()
                .setJobDescription("range of predictions of " + network.plan().name());
            predictions = PredictionRange.predictions(spark, plan, network, records);
          }
          values = predictions.getOrDefault(target.name(), new double[0]);
        }
        if (values.length >= FEWEST) {
          double range = Summary.quantile(values, 0.75) - Summary.quantile(values, 0.25);
          scales.put(key(network, target), range);
        }
      }
    }
    return scales;
  }

  private static String key(PlannedNetwork network, Target target) {
    return EvaluationPlan.scaleName(network.plan().name(), target.name());
  }
}
