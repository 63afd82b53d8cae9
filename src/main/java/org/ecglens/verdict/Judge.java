package org.ecglens.verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.ecglens.attribution.RandomControl;
import org.ecglens.check.CheckPlan;
import org.ecglens.check.SanityOutcome;
import org.ecglens.stats.MethodComparison;
import org.ecglens.stats.MethodComparison.Place;

/**
 * Decides which method to use for a target.
 *
 * <p>A method is avoided if it is not better than chance, if its maps do not depend on what the
 * network has learned, do not add up although they should, or move by more than their own size
 * under slight noise. Of the others the one of the best mean rank is recommended, unless the
 * methods as a whole cannot be told apart. Slowness counts last: against a method that is no better
 * than the recommended one.
 */
public final class Judge {
  /** The method that says nothing. */
  public static final String CONTROL = new RandomControl().name();

  private final Thresholds thresholds;

  /** Decides by thresholds. */
  public Judge(Thresholds thresholds) {
    this.thresholds = thresholds;
  }

  /** Decides about a target. */
  public TargetVerdict verdict(TargetEvidence evidence) {
    Map<String, List<String>> faults = new LinkedHashMap<>();
    List<String> sound = new ArrayList<>();
    for (MethodEvidence method : evidence.methods()) {
      if (method.method().equals(CONTROL)) {
        continue;
      }
      List<String> found = faults(method, evidence);
      if (!found.isEmpty()) {
        faults.put(method.method(), found);
      } else if (evidence.meanRank(method.method()) != null) {
        sound.add(method.method());
      }
    }
    sound.sort(Comparator.comparing(evidence::meanRank));
    String reason = reason(evidence, sound);
    String best = reason == null ? sound.get(0) : null;
    if (best != null) {
      slow(evidence, best, faults);
    }
    List<String> alike =
        sound.stream()
            .filter(method -> !faults.containsKey(method))
            .filter(
                method -> best == null || (!method.equals(best) && !evidence.better(best, method)))
            .toList();
    List<Avoided> avoid = new ArrayList<>();
    faults.forEach((method, reasons) -> avoid.add(new Avoided(method, reasons)));
    return new TargetVerdict(
        evidence.target(), best, reason, alike, avoid, notLookedAt(evidence), evidence);
  }

  /** Why no method can be recommended, or null. */
  private String reason(TargetEvidence evidence, List<String> sound) {
    MethodComparison comparison = evidence.comparison();
    if (comparison.friedmanP() == null) {
      return comparison.places().stream()
          .map(Place::reason)
          .filter(Objects::nonNull)
          .findFirst()
          .orElse("there are no methods to compare");
    }
    if (sound.isEmpty()) {
      return "no method is without fault";
    }
    if (comparison.friedmanP() >= thresholds.significance()) {
      return String.format(
          Locale.ROOT,
          "the methods cannot be told apart (Friedman test, p = %.3f, n = %,d)",
          comparison.friedmanP(),
          comparison.n());
    }
    return null;
  }

  private List<String> faults(MethodEvidence method, TargetEvidence evidence) {
    List<String> faults = new ArrayList<>();
    if (method.overRandomHigh() != null && method.overRandomHigh() < 0) {
      faults.add("worse than the random order");
    } else if (method.overRandomLow() != null && method.overRandomLow() <= 0) {
      faults.add("not better than the random order");
    } else if (method.overRandomLow() == null && notBetterThanControl(method, evidence)) {
      faults.add("not better than the random control");
    }
    if (SanityOutcome.FAIL.equals(method.randomisation())) {
      faults.add("fails randomisation: " + method.randomisationReason());
    }
    if (method.completenessGap() != null
        && method.completenessGap() > thresholds.completenessGap()) {
      faults.add(
          "does not add up: the median gap is %s of the target's interquartile range"
              .formatted(number(method.completenessGap())));
    }
    if (method.sensitivity() != null && method.sensitivity() > thresholds.sensitivity()) {
      faults.add(
          "unstable: slight noise changes the map by %s times its size (median)"
              .formatted(number(method.sensitivity())));
    }
    return faults;
  }

  /** For runs without the random order; false where the control was not evaluated. */
  private boolean notBetterThanControl(MethodEvidence method, TargetEvidence evidence) {
    Double control = evidence.meanRank(CONTROL);
    Double rank = evidence.meanRank(method.method());
    return control != null
        && rank != null
        && (rank >= control || !evidence.distinct(method.method(), CONTROL));
  }

  private void slow(TargetEvidence evidence, String best, Map<String, List<String>> faults) {
    Double least =
        evidence.methods().stream()
            .filter(method -> method.method().equals(best))
            .map(MethodEvidence::milliseconds)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    if (least == null || least <= 0) {
      return;
    }
    for (MethodEvidence method : evidence.methods()) {
      Double milliseconds = method.milliseconds();
      if (milliseconds != null
          && !method.method().equals(CONTROL)
          && !evidence.better(method.method(), best)
          && milliseconds > thresholds.slowdown() * least) {
        faults
            .computeIfAbsent(method.method(), any -> new ArrayList<>())
            .add(
                "slow: %s times the time of %s and no better"
                    .formatted(number(milliseconds / least), best));
      }
    }
  }

  private static List<String> notLookedAt(TargetEvidence evidence) {
    Map<String, Function<MethodEvidence, Object>> checks = new LinkedHashMap<>();
    checks.put(CheckPlan.RANDOMISATION, MethodEvidence::randomisation);
    checks.put(CheckPlan.ROBUSTNESS, MethodEvidence::sensitivity);
    checks.put(CheckPlan.CONSISTENCY, MethodEvidence::consistency);
    List<String> missing = new ArrayList<>();
    checks.forEach(
        (check, value) -> {
          if (evidence.methods().stream().map(value).noneMatch(Objects::nonNull)) {
            missing.add(check);
          }
        });
    return missing;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.2g" : "%.0f", value);
  }
}
