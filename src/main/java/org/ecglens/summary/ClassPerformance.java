package org.ecglens.summary;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.ecglens.model.Target;
import org.ecglens.random.Draws;
import org.ecglens.stats.ClassEstimate;
import org.ecglens.stats.ClassMetric;
import org.ecglens.stats.ClassPredictions;
import org.ecglens.table.PerformanceRow;

/** How well a network predicts a class, in the rows of a table; what it holds is a sample's. */
public final class ClassPerformance {
  private final String model;
  private final Target target;
  private final ScoreSample probabilities = new ScoreSample();
  private final BitSet positive = new BitSet();

  /** Of a class of a network; no record yet. */
  public ClassPerformance(String model, Target target) {
    this.model = model;
    this.target = target;
  }

  /**
   * Adds a record. Labels other than 0 and 1 say neither that a record has the class nor that it
   * has not, and are left out.
   *
   * @param told what the network says, in the kind of the target
   * @param subject of the record, null where nobody is known
   */
  public void add(double told, double label, String subject) {
    if (label == 0 || label == 1) {
      positive.set(probabilities.size(), label == 1);
      probabilities.add(target.probability(told), subject);
    }
  }

  /**
   * The metrics of the class.
   *
   * @param seed of the bootstrap
   * @return a row for each metric
   */
  public List<PerformanceRow> rows(long seed) {
    boolean[] has = new boolean[probabilities.size()];
    positive.stream().forEach(record -> has[record] = true);
    ClassPredictions predictions =
        new ClassPredictions(probabilities.values(), has, probabilities.clusters());
    List<PerformanceRow> rows = new ArrayList<>();
    for (ClassMetric metric : ClassMetric.all(target.decision())) {
      ClassEstimate estimate =
          predictions.estimate(
              metric, Draws.of(seed, "performance", model, target.name(), metric.name()));
      rows.add(
          new PerformanceRow(
              model,
              target.name(),
              metric.name(),
              predictions.count(),
              (long) predictions.positives(),
              predictions.subjects(),
              metric.threshold(),
              estimate.value(),
              estimate.low(),
              estimate.high(),
              estimate.reason()));
    }
    return rows;
  }
}
