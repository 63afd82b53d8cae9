package org.ecglens.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ecglens.random.Draws;

/**
 * Scores of a known truth: a mean for each method, and variance between records that all methods
 * share, between records and between networks of each method's own, and the rest. Skewed scores are
 * exponentials of normal ones.
 *
 * @param means true mean by method, in standard deviations of a method's own variation over records
 * @param networks drawn from a population of networks
 * @param records drawn from a population of records
 * @param skewed lognormal (skewness 3) in the place of normal
 * @param networkSd between networks, of each method's own
 * @param controls number of the last methods that are controls
 */
@SuppressWarnings("ArrayRecordComponent")
record SimulatedScores(
    double[] means, int networks, int records, boolean skewed, double networkSd, int controls) {
  private static final List<String> CONTROLS = List.of("amplitude", "slope");

  private static final double SHARED = 1;
  private static final double OWN = 1;
  private static final double REST = 0.5;

  /** Of a lognormal distribution with a skewness of 3. */
  private static final double LOG_SD = 0.716;

  /** Without controls. */
  SimulatedScores(double[] means, int networks, int records, boolean skewed, double networkSd) {
    this(means, networks, records, skewed, networkSd, 0);
  }

  /** The same with the last methods as controls, two at most. */
  SimulatedScores controlled(int number) {
    return new SimulatedScores(means, networks, records, skewed, networkSd, number);
  }

  /** Scores of methods that are named m0, m1, …. */
  TargetScores draw(long seed) {
    Draws draws = Draws.of(seed, "simulated", records + " records, " + networks + " networks");
    double[][][][] values = new double[1][means.length][networks][records];
    for (int method = 0; method < means.length; method++) {
      for (int network = 0; network < networks; network++) {
        double ofNetwork = networkSd * draws.gaussian(1, method * 1000L + network);
        for (int record = 0; record < records; record++) {
          double shared = SHARED * variate(draws, 2, record);
          double own = OWN * variate(draws, 3, method * 100_000L + record);
          double rest = REST * variate(draws, 4 + network, method * 100_000L + record);
          values[0][method][network][record] = means[method] + ofNetwork + shared + own + rest;
        }
      }
    }
    List<String> names = new ArrayList<>();
    for (int method = 0; method < means.length; method++) {
      int control = method - (means.length - controls);
      names.add(control >= 0 ? CONTROLS.get(control) : "m" + method);
    }
    List<String> models = new ArrayList<>();
    for (int network = 0; network < networks; network++) {
      models.add("net-" + network);
    }
    return new TargetScores(
        "QT",
        "aopc-over-random",
        true,
        names,
        models,
        List.of("zero"),
        values,
        records,
        records,
        0,
        Map.of());
  }

  /** Mean 0, standard deviation 1. */
  private double variate(Draws draws, long draw, long position) {
    double normal = draws.gaussian(draw, position);
    if (!skewed) {
      return normal;
    }
    double variance = LOG_SD * LOG_SD;
    double mean = Math.exp(variance / 2);
    double sd = mean * Math.sqrt(Math.exp(variance) - 1);
    return (Math.exp(LOG_SD * normal) - mean) / sd;
  }
}
