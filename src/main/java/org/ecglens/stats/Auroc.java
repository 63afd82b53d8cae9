package org.ecglens.stats;

/**
 * Area under the receiver operating characteristic: probability that a record with the class has a
 * higher prediction than one without, equal ones counting half (Hanley and McNeil, Radiology
 * 1982;143(1):29–36). From 0 to 1, chance is 0.5.
 */
record Auroc() implements ClassMetric {
  @Override
  public String name() {
    return "auroc";
  }

  @Override
  public String undefined() {
    return "the records all have the class, or none has it";
  }

  @Override
  public double of(ClassPredictions records, int[] times) {
    double below = 0;
    double positives = 0;
    double wins = 0;
    int record = 0;
    while (record < times.length) {
      double tiedPositive = 0;
      double tiedNegative = 0;
      double value = records.probability(record);
      while (record < times.length && records.probability(record) == value) {
        if (records.isPositive(record)) {
          tiedPositive += times[record];
        } else {
          tiedNegative += times[record];
        }
        record++;
      }
      wins += tiedPositive * (below + tiedNegative / 2);
      below += tiedNegative;
      positives += tiedPositive;
    }
    return wins / (positives * below);
  }
}
