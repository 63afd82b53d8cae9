package org.ecglens.verdict;

import java.util.Comparator;
import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.ecglens.attribution.Controls;
import org.ecglens.stats.PairedMean;

/**
 * How many records would decide what is undecided, with a probability of 0.8, taking the
 * differences that were seen for the true ones: n · ((z(1 − level) + z(0.8)) · se / difference)² to
 * tell two apart, with the level of that method's comparisons, and the same with what is left of
 * the margin to call them equal; the smaller of the two, and the largest over all pairs. Where more
 * methods may be the best than a recommendation allows, being equal does not help: those that are
 * too many have to be told apart. More records do not remove what differs between networks.
 */
final class RecordsNeeded {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
  private static final double POWER = 0.8;
  private static final double MOST = 1e7;

  private final Comparison comparison;
  private final Thresholds thresholds;

  RecordsNeeded(Comparison comparison, Thresholds thresholds) {
    this.comparison = comparison;
    this.thresholds = thresholds;
  }

  /**
   * For a decision.
   *
   * @param records in all units
   * @return null where no number of records would decide, as far as can be seen
   */
  Long of(Decision decision, long records) {
    if (decision.undecided().isEmpty()) {
      return null;
    }
    if (comparison.controls().isEmpty()) {
      return null;
    }
    String leading =
        decision.recommended().isEmpty()
            ? decision.undecided().get(0)
            : decision.recommended().get(0);
    double units = pairs(decision, leading);
    for (String method : decision.undecided()) {
      units = Math.max(units, controls(method, decision.recommended().isEmpty()));
    }
    if (decision.recommended().isEmpty()) {
      for (String name : comparison.names()) {
        if (Controls.is(name) && comparison.mayBeBest(name)) {
          units = Math.max(units, apart(comparison.difference(leading, name), level(name)));
        }
      }
    }
    double needed = Math.ceil(units * records / comparison.units());
    return needed > MOST ? null : (Long) Math.max(records + 1L, (long) needed);
  }

  /** To decide about all beside the leading one, and to leave few enough that may be the best. */
  private double pairs(Decision decision, String leading) {
    List<String> others =
        decision.undecided().stream().filter(method -> !method.equals(leading)).toList();
    long methods = comparison.names().stream().filter(name -> !Controls.is(name)).count();
    long inSet = (long) decision.recommended().size() + decision.undecided().size();
    long tooMany =
        methods == 1 ? 0 : Math.max(0, inSet - (long) (thresholds.largestSet() * methods));
    // Those go first that are soonest told apart.
    List<String> ordered =
        others.stream()
            .sorted(Comparator.comparingDouble((String method) -> apart(leading, method)))
            .toList();
    double units = tooMany > ordered.size() ? Double.POSITIVE_INFINITY : 0;
    for (int i = 0; i < ordered.size(); i++) {
      String method = ordered.get(i);
      units = Math.max(units, i < tooMany ? apart(leading, method) : pair(leading, method));
    }
    return units;
  }

  private double apart(String leading, String method) {
    return apart(comparison.difference(leading, method), level(method));
  }

  private double pair(String leading, String method) {
    PairedMean difference = comparison.difference(leading, method);
    double margin = thresholds.margin() * comparison.overRandom(leading).orElse(Double.NaN);
    double left = margin - Math.abs(difference.mean());
    double equal =
        left > 0
            ? units(difference.se(), left, (1 - Decision.EQUIVALENCE) / 2)
            : Double.POSITIVE_INFINITY;
    return Math.min(apart(difference, level(method)), equal);
  }

  /** To beat the controls; only where that is what is missing. */
  private double controls(String method, boolean nothingRecommended) {
    List<ControlTest> tests = comparison.controls(method);
    double units = 0;
    for (ControlTest test : tests) {
      if (!test.better(thresholds.significance()) && nothingRecommended && test.difference() > 0) {
        // From its p, as what the standard error was.
        double z = -NORMAL.inverseCumulativeProbability(Math.max(test.p() / 2, Double.MIN_NORMAL));
        double level = thresholds.significance() / 2 / Math.max(1, tests.size());
        units =
            Math.max(
                units,
                z <= 0
                    ? Double.POSITIVE_INFINITY
                    : comparison.units() * square(quantiles(level) / z));
      }
    }
    return units;
  }

  private double level(String name) {
    return Math.max(comparison.level(name), Double.MIN_NORMAL);
  }

  private double apart(PairedMean difference, double level) {
    return difference.mean() <= 0
        ? Double.POSITIVE_INFINITY
        : units(difference.se(), difference.mean(), level);
  }

  private double units(double se, double difference, double level) {
    return comparison.units() * square(quantiles(level) * se / difference);
  }

  private static double quantiles(double level) {
    return NORMAL.inverseSurvivalProbability(level) + NORMAL.inverseCumulativeProbability(POWER);
  }

  private static double square(double value) {
    return value * value;
  }
}
