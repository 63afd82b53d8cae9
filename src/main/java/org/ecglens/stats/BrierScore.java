package org.ecglens.stats;

/**
 * Mean squared difference of the probability and 1 or 0 (Brier, Mon Weather Rev 1950;78(1):1–3).
 * From 0 to 1, lower is better.
 */
record BrierScore() implements ClassMetric {
  @Override
  public String name() {
    return "brier";
  }

  @Override
  public String undefined() {
    return "there is no record";
  }

  @Override
  public double of(ClassPredictions records, int[] times) {
    double sum = 0;
    double count = 0;
    for (int record = 0; record < times.length; record++) {
      double error = records.probability(record) - (records.isPositive(record) ? 1 : 0);
      sum += times[record] * error * error;
      count += times[record];
    }
    return sum / count;
  }
}
