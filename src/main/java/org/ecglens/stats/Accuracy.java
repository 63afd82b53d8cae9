package org.ecglens.stats;

/**
 * Share of records that are rightly said to have the class or not.
 *
 * @param threshold probability from which on it is said to be there
 */
record Accuracy(Double threshold) implements ClassMetric {
  @Override
  public String name() {
    return "accuracy";
  }

  @Override
  public String undefined() {
    return "there is no record";
  }

  @Override
  public double of(ClassPredictions records, int[] times) {
    double right = 0;
    double count = 0;
    for (int record = 0; record < times.length; record++) {
      boolean said = records.probability(record) >= threshold;
      right += said == records.isPositive(record) ? times[record] : 0;
      count += times[record];
    }
    return right / count;
  }
}
