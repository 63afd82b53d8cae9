package org.ecglens.stats;

import java.util.List;

/** How well a class is predicted, as one number. */
public interface ClassMetric {

  /** All of them. */
  static List<ClassMetric> all(double threshold) {
    return List.of(
        new Auroc(),
        new AveragePrecision(),
        new BrierScore(),
        new CalibrationSlope(),
        new Accuracy(threshold));
  }

  /** Name in tables. */
  String name();

  /** Probability from which on the class is said to be there; null where there is none. */
  default Double threshold() {
    return null;
  }

  /** Why there is no number where there is none. */
  String undefined();

  /**
   * The number.
   *
   * @param records with their predictions
   * @param times how often each of them counts, at least 0
   * @return NaN where it does not exist
   */
  double of(ClassPredictions records, int[] times);
}
