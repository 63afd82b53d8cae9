package org.ecglens.verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.ecglens.attribution.Controls;
import org.ecglens.stats.PairedMean;

/**
 * The classes of sound methods.
 *
 * @param recommended the best first
 * @param undecided may be the best, the best first
 * @param worse than others or than a control
 * @param reason why nothing is recommended, or null
 */
record Decision(
    List<String> recommended, List<String> undecided, List<Worse> worse, String reason) {

  /** Of both sides; equivalence by two one-sided tests at 5 %. */
  static final double EQUIVALENCE = 0.9;

  /** Copies the lists. */
  Decision {
    recommended = List.copyOf(recommended);
    undecided = List.copyOf(undecided);
    worse = List.copyOf(worse);
  }

  /** Decides. */
  static Decision of(Comparison comparison, Thresholds thresholds) {
    List<String> methods = comparison.names().stream().filter(name -> !Controls.is(name)).toList();
    List<Worse> worse = new ArrayList<>();
    List<String> candidates = new ArrayList<>();
    for (String method : methods) {
      String reason = worse(comparison, method, thresholds);
      if (reason == null) {
        candidates.add(method);
      } else {
        worse.add(new Worse(method, reason));
      }
    }
    candidates.sort(Comparator.comparingDouble(comparison::mean).reversed());
    String reason = blocked(comparison, methods, candidates, thresholds);
    if (reason != null) {
      return new Decision(List.of(), candidates, worse, reason);
    }
    List<String> beating =
        candidates.stream()
            .filter(
                method ->
                    comparison.controls(method).stream()
                        .allMatch(test -> test.better(thresholds.significance())))
            .toList();
    String leading = candidates.get(0);
    List<String> recommended =
        beating.stream().filter(method -> equal(comparison, leading, method, thresholds)).toList();
    List<String> undecided =
        candidates.stream().filter(method -> !recommended.contains(method)).toList();
    return new Decision(
        recommended,
        undecided,
        worse,
        recommended.isEmpty() ? unbeaten(comparison, leading, thresholds) : null);
  }

  private static String worse(Comparison comparison, String method, Thresholds thresholds) {
    for (ControlTest test : comparison.controls(method)) {
      if (test.worse(thresholds.significance())) {
        return "worse than " + control(test.control()) + " (" + p(test.pAdjusted()) + ")";
      }
    }
    return comparison.mayBeBest(method)
        ? null
        : "worse than "
            + control(comparison.betterThan(method))
            + " ("
            + p(comparison.p(method))
            + "; p must be below "
            + number(comparison.level(method))
            + ")";
  }

  /** Why the set of the best allows no recommendation, or null. */
  private static String blocked(
      Comparison comparison, List<String> methods, List<String> candidates, Thresholds thresholds) {
    List<String> controls =
        comparison.names().stream().filter(Controls::is).filter(comparison::mayBeBest).toList();
    if (methods.isEmpty()) {
      return "no method is without fault";
    }
    if (methods.size() == 1 && comparison.names().size() == 1) {
      return "one method alone, without a control: there is nothing to compare it with";
    }
    if (candidates.isEmpty()) {
      return "no method is as good as " + control(best(comparison, controls));
    }
    if (!controls.isEmpty()) {
      return control(best(comparison, controls)) + " may be as good as any method";
    }
    if (comparison.controls().isEmpty()) {
      return "no control was evaluated beside the methods";
    }
    if (methods.size() > 1 && candidates.size() > thresholds.largestSet() * methods.size()) {
      return "%d of %d methods may be the best".formatted(candidates.size(), methods.size());
    }
    return null;
  }

  private static String best(Comparison comparison, List<String> controls) {
    return (controls.isEmpty() ? comparison.names() : controls)
        .stream().max(Comparator.comparingDouble(comparison::mean)).orElseThrow();
  }

  private static String unbeaten(Comparison comparison, String leading, Thresholds thresholds) {
    List<String> unbeaten =
        comparison.controls(leading).stream()
            .filter(test -> !test.better(thresholds.significance()))
            .map(test -> control(test.control()))
            .toList();
    return leading + " scores best, but is not surely better than " + String.join(", ", unbeaten);
  }

  /** Whether a method is as good as the leading one but for the margin. */
  static boolean equal(
      Comparison comparison, String leading, String method, Thresholds thresholds) {
    if (method.equals(leading)) {
      return true;
    }
    double margin = thresholds.margin() * comparison.overRandom(leading).orElse(Double.NaN);
    PairedMean difference = comparison.difference(leading, method);
    double half = difference.margin(EQUIVALENCE);
    return difference.mean() + half < margin && difference.mean() - half > -margin;
  }

  /** A control in plain words. */
  static String control(String name) {
    if (Controls.base(name).isPresent()) {
      return "the mean map of other records (" + name + ")";
    }
    return switch (name) {
      case Comparison.RANDOM_ORDER -> "the random order";
      case Controls.RANDOM -> "a random map";
      case Controls.AMPLITUDE -> "the amplitude |x| (no network)";
      case Controls.SLOPE -> "the slope |dx/dt| (no network)";
      default -> name;
    };
  }

  private static String p(double p) {
    return p < 0.001 ? "p < 0.001" : "p = " + number(p);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2g", value);
  }
}
