package org.ecglens.stats;

/**
 * Mean of the precision over the recall, {@code Σ (Rₙ − Rₙ₋₁) · Pₙ} over all thresholds from the
 * highest, without interpolation (as scikit-learn's {@code average_precision_score}). From 0 to 1,
 * chance is the share of records with the class.
 */
record AveragePrecision() implements ClassMetric {
  @Override
  public String name() {
    return "average-precision";
  }

  @Override
  public String undefined() {
    return "no record has the class";
  }

  @Override
  public double of(ClassPredictions records, int[] times) {
    double found = 0;
    double named = 0;
    double sum = 0;
    int record = times.length - 1;
    while (record >= 0) {
      double before = found;
      double value = records.probability(record);
      while (record >= 0 && records.probability(record) == value) {
        found += records.isPositive(record) ? times[record] : 0;
        named += times[record];
        record--;
      }
      if (found > before) {
        sum += (found - before) * found / named;
      }
    }
    return sum / found;
  }
}
