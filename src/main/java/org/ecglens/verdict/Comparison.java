package org.ecglens.verdict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.ecglens.attribution.Controls;
import org.ecglens.random.Draws;
import org.ecglens.stats.BestSet;
import org.ecglens.stats.Holm;
import org.ecglens.stats.NetworkSpread;
import org.ecglens.stats.PairedMean;
import org.ecglens.stats.SignFlips;
import org.ecglens.stats.SkewedMean;

/**
 * Methods and controls compared on the same units: which may be the best, which beat the controls,
 * which are equal to the best. Scores are the means over operators; networks and units are random.
 */
final class Comparison {
  /** The random order of the same record, where scores are over it. */
  static final String RANDOM_ORDER = "random order";

  private final List<String> names;
  private final double[][][] scores;
  private final double[][] ofUnits;
  private final double[] means;
  private final NetworkSpread ofPairs;
  private final NetworkSpread ofScores;
  private final BestSet best;
  private final double firstLevel;
  private final boolean overRandom;
  private final List<ControlTest> controls;

  /**
   * Compares.
   *
   * @param names of methods and controls
   * @param overRandom whether 0 is the random order
   * @param scores {@code [method][network][unit]}
   * @param flips of the unit means and behind them of a method that is 0 everywhere; null to do
   *     without, as for halves of the units
   * @param level of each comparison among some of the methods
   */
  Comparison(
      List<String> names,
      boolean overRandom,
      double[][][] scores,
      SignFlips flips,
      ToDoubleFunction<int[]> level) {
    this.names = names;
    this.scores = scores;
    this.ofUnits = Arrays.stream(scores).map(Comparison::unitMeans).toArray(double[][]::new);
    this.means = Arrays.stream(ofUnits).mapToDouble(Comparison::average).toArray();
    this.ofPairs = NetworkSpread.ofPairs(scores);
    this.ofScores = NetworkSpread.ofScores(scores);
    this.best = BestSet.of(scores, level);
    this.firstLevel =
        names.size() < 2 ? 0 : level.applyAsDouble(IntStream.range(0, names.size()).toArray());
    this.overRandom = overRandom;
    this.controls = tests(flips);
  }

  /** With randomisation tests. */
  static Comparison of(TargetScores comparable, Thresholds thresholds, Draws draws) {
    double[][][] scores = comparable.overOperators();
    int methods = scores.length;
    double[][] units = new double[methods + 1][];
    for (int method = 0; method < methods; method++) {
      units[method] = unitMeans(scores[method]);
    }
    units[methods] = new double[comparable.units()];
    SignFlips flips = new SignFlips(units, draws);
    return new Comparison(
        comparable.methods(),
        comparable.overRandom(),
        scores,
        flips,
        among -> flips.level(among, thresholds.confidence()));
  }

  /**
   * The same comparison on some of the units, by the level of all methods and without
   * randomisation.
   */
  Comparison on(int[] units) {
    double[][][] some = new double[scores.length][scores[0].length][units.length];
    for (int method = 0; method < some.length; method++) {
      for (int network = 0; network < some[method].length; network++) {
        for (int i = 0; i < units.length; i++) {
          some[method][network][i] = scores[method][network][units[i]];
        }
      }
    }
    return new Comparison(names, overRandom, some, null, among -> firstLevel);
  }

  private List<ControlTest> tests(SignFlips flips) {
    Map<String, List<ControlTest>> byControl = new LinkedHashMap<>();
    for (String method : names) {
      if (Controls.is(method)) {
        continue;
      }
      List<String> against = new ArrayList<>();
      if (overRandom) {
        against.add(RANDOM_ORDER);
      }
      for (String control : List.of(Controls.RANDOM, Controls.AMPLITUDE, Controls.SLOPE)) {
        if (names.contains(control) && !(overRandom && control.equals(Controls.RANDOM))) {
          against.add(control);
        }
      }
      String population = Controls.of(Controls.POPULATION, method);
      if (names.contains(population)) {
        against.add(population);
      }
      for (String control : against) {
        byControl
            .computeIfAbsent(kind(control), any -> new ArrayList<>())
            .add(test(method, control, flips));
      }
    }
    List<ControlTest> adjusted = new ArrayList<>();
    for (List<ControlTest> family : byControl.values()) {
      List<Double> ps = Holm.adjusted(family.stream().map(ControlTest::p).toList());
      for (int i = 0; i < family.size(); i++) {
        ControlTest test = family.get(i);
        adjusted.add(
            new ControlTest(test.method(), test.control(), test.difference(), test.p(), ps.get(i)));
      }
    }
    return adjusted;
  }

  private static String kind(String control) {
    return Controls.base(control).isPresent() ? Controls.POPULATION : control;
  }

  /**
   * The least certain of the randomisation test, Student's with skewness, and that over networks.
   */
  private ControlTest test(String method, String control, SignFlips flips) {
    int one = names.indexOf(method);
    boolean random = control.equals(RANDOM_ORDER);
    int other = random ? names.size() : names.indexOf(control);
    double[][] difference = random ? scores[one] : BestSet.difference(scores[one], scores[other]);
    PairedMean mean = PairedMean.of(difference, random ? ofScores : ofPairs);
    SkewedMean skewed = SkewedMean.of(unitMeans(difference));
    double greater = Math.max(mean.pGreater(), skewed.pGreater());
    double less = Math.max(mean.pLess(), skewed.pLess());
    if (flips != null) {
      greater = Math.max(greater, flips.pGreater(one, other));
      less = Math.max(less, flips.pLess(one, other));
    }
    double p = Math.min(1, 2 * Math.min(greater, less));
    return new ControlTest(method, control, mean.mean(), p, p);
  }

  /** Names of methods and controls. */
  List<String> names() {
    return names;
  }

  /** Whether a method or control may be the best. */
  boolean mayBeBest(String name) {
    return best.in()[names.indexOf(name)];
  }

  /** What is surely better than a method that cannot be the best. */
  String betterThan(String name) {
    return names.get(best.by()[names.indexOf(name)]);
  }

  /** One-sided p of the comparison with {@link #betterThan}. */
  double p(String name) {
    return best.p()[names.indexOf(name)];
  }

  /** One-sided level of a method's comparisons. */
  double level(String name) {
    return best.level()[names.indexOf(name)];
  }

  /** Mean score, in units of the mean size of scores. */
  double mean(String name) {
    return means[names.indexOf(name)];
  }

  /** Tests beside controls. */
  List<ControlTest> controls() {
    return controls;
  }

  /** Tests of one method. */
  List<ControlTest> controls(String method) {
    return controls.stream().filter(test -> test.method().equals(method)).toList();
  }

  /** The one less the other. */
  PairedMean difference(String one, String other) {
    return PairedMean.of(
        BestSet.difference(scores[names.indexOf(one)], scores[names.indexOf(other)]), ofPairs);
  }

  /**
   * How much of a score is above chance: over the random order, or over random maps.
   *
   * @return empty where neither was evaluated
   */
  Optional<Double> overRandom(String name) {
    if (overRandom) {
      return Optional.of(mean(name));
    }
    return names.contains(Controls.RANDOM)
        ? Optional.of(mean(name) - mean(Controls.RANDOM))
        : Optional.empty();
  }

  /** Number of units. */
  int units() {
    return ofUnits[0].length;
  }

  /** Mean over networks by unit. */
  static double[] unitMeans(double[][] ofNetworks) {
    double[] mean = new double[ofNetworks[0].length];
    for (double[] row : ofNetworks) {
      for (int unit = 0; unit < mean.length; unit++) {
        mean[unit] += row[unit] / ofNetworks.length;
      }
    }
    return mean;
  }

  private static double average(double[] values) {
    return Arrays.stream(values).sum() / values.length;
  }
}
