package org.ecglens.summary;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.ecglens.model.Target;
import org.ecglens.random.Draws;
import org.ecglens.stats.ClassEstimate;
import org.ecglens.stats.ClassMetric;
import org.ecglens.stats.ClassPredictions;
import org.ecglens.stats.Clusters;
import org.ecglens.table.PerformanceRow;

/** How well a network predicts a class, in the rows of a table. */
public final class ClassPerformance {
  private ClassPerformance() {}

  /**
   * The metrics of a class. Labels other than 0 and 1 say neither that a record has the class nor
   * that it has not, and are left out.
   *
   * @param told what the network says of each record, in the kind of the target
   * @param labels of the records
   * @param subjects of the records, null where nobody is known
   * @param seed of the bootstrap
   * @return a row for each metric
   */
  public static List<PerformanceRow> of(
      String model,
      Target target,
      double[] told,
      double[] labels,
      List<String> subjects,
      long seed) {
    int[] usable =
        IntStream.range(0, labels.length).filter(i -> labels[i] == 0 || labels[i] == 1).toArray();
    boolean[] positive = new boolean[usable.length];
    double[] probabilities = new double[usable.length];
    List<String> whose = new ArrayList<>();
    for (int i = 0; i < usable.length; i++) {
      positive[i] = labels[usable[i]] == 1;
      probabilities[i] = target.probability(told[usable[i]]);
      whose.add(subjects.get(usable[i]));
    }
    ClassPredictions predictions =
        new ClassPredictions(probabilities, positive, Clusters.of(whose));
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
