package org.ecglens.stats;

/**
 * Slope of a logistic regression, with an intercept, of the class on the logit of the probability
 * (Cox, Biometrika 1958;45(3/4):562–565). 1 is calibrated, below 1 the probabilities are too
 * extreme. Probabilities count as at least 10⁻⁷ from 0 and 1, as far as float32 tells. Fitted by
 * Newton's method.
 */
record CalibrationSlope() implements ClassMetric {
  private static final double NEAREST = 1e-7;
  private static final int MOST_STEPS = 60;
  private static final double ENOUGH = 1e-10;

  /** Relative error of a sum of logarithms. */
  private static final double ROUNDING = 1e-12;

  @Override
  public String name() {
    return "calibration-slope";
  }

  @Override
  public String undefined() {
    return "no slope fits best: the records all have the class, or none has it, or a threshold"
        + " parts them exactly, or all predictions are the same";
  }

  @Override
  public double of(ClassPredictions records, int[] times) {
    if (isParted(records, times)) {
      return Double.NaN;
    }
    double intercept = 0;
    double slope = 1;
    double likelihood = likelihood(records, times, intercept, slope);
    for (int step = 0; step < MOST_STEPS; step++) {
      double[] sums = sums(records, times, intercept, slope);
      double determinant = sums[2] * sums[4] - sums[3] * sums[3];
      double byIntercept = (sums[4] * sums[0] - sums[3] * sums[1]) / determinant;
      double bySlope = (sums[2] * sums[1] - sums[3] * sums[0]) / determinant;
      if (!Double.isFinite(byIntercept) || !Double.isFinite(bySlope)) {
        return Double.NaN;
      }
      // A full step can overshoot where probabilities are extreme: it is halved until it helps.
      double share = 1;
      double next = likelihood(records, times, intercept + byIntercept, slope + bySlope);
      double least = likelihood - ROUNDING * Math.abs(likelihood);
      while (!(next >= least) && share > ENOUGH) {
        share /= 2;
        next = likelihood(records, times, intercept + share * byIntercept, slope + share * bySlope);
      }
      intercept += share * byIntercept;
      slope += share * bySlope;
      likelihood = next;
      if (Math.abs(bySlope) < ENOUGH * (1 + Math.abs(slope))) {
        return slope;
      }
    }
    return Double.NaN;
  }

  /** Whether some threshold parts the records with the class from those without, either way. */
  private static boolean isParted(ClassPredictions records, int[] times) {
    double[] least = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
    double[] most = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
    for (int record = 0; record < times.length; record++) {
      if (times[record] > 0) {
        int group = records.isPositive(record) ? 1 : 0;
        double x = logit(records.probability(record));
        least[group] = Math.min(least[group], x);
        most[group] = Math.max(most[group], x);
      }
    }
    return most[0] <= least[1] || most[1] <= least[0];
  }

  /** Score by intercept and slope, then the information matrix. */
  private static double[] sums(
      ClassPredictions records, int[] times, double intercept, double slope) {
    double[] sums = new double[5];
    for (int record = 0; record < times.length; record++) {
      if (times[record] > 0) {
        double x = logit(records.probability(record));
        double p = 1 / (1 + Math.exp(-(intercept + slope * x)));
        double error = times[record] * ((records.isPositive(record) ? 1 : 0) - p);
        double weight = times[record] * p * (1 - p);
        sums[0] += error;
        sums[1] += error * x;
        sums[2] += weight;
        sums[3] += weight * x;
        sums[4] += weight * x * x;
      }
    }
    return sums;
  }

  private static double likelihood(
      ClassPredictions records, int[] times, double intercept, double slope) {
    double sum = 0;
    for (int record = 0; record < times.length; record++) {
      if (times[record] > 0) {
        double z = intercept + slope * logit(records.probability(record));
        double margin = records.isPositive(record) ? z : -z;
        // ln σ(m) without overflow.
        sum += times[record] * (Math.min(margin, 0) - Math.log1p(Math.exp(-Math.abs(margin))));
      }
    }
    return sum;
  }

  private static double logit(double probability) {
    double p = Math.max(NEAREST, Math.min(1 - NEAREST, probability));
    return Math.log(p) - Math.log1p(-p);
  }
}
