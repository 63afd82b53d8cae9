package org.ecglens.summary;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.ecglens.attribution.Controls;
import org.ecglens.check.CheckPlan;
import org.ecglens.check.RandomisedLayer;
import org.ecglens.check.SanityOutcome;
import org.ecglens.table.SanityRow;
import org.ecglens.verdict.MethodCheck;
import org.ecglens.verdict.MethodCheck.Outcome;
import org.ecglens.verdict.MethodSoundness;

/**
 * Which methods are sound for a target, from the table {@code sanity}. A check finds a fault where
 * a method fails it in the majority of the networks in which it was decided; a minority of failures
 * is said and is no fault. A network fails weight randomisation if the map stays in either of its
 * two ways: weights permuted, or drawn anew.
 */
public final class Soundness {
  /** The plain words for a check that a method fails. */
  private static final Map<String, String> FAULTS =
      Map.of(
          CheckPlan.RANDOMISATION,
          "does not depend on what the network has learned",
          CheckPlan.INPUT_DEPENDENCE,
          "does not depend on the record",
          CheckPlan.ROBUSTNESS,
          "changes with slight noise");

  /** What a method does that passes a check. */
  private static final Map<String, String> VIRTUES =
      Map.of(
          CheckPlan.RANDOMISATION,
          "depends on what the network has learned",
          CheckPlan.INPUT_DEPENDENCE,
          "depends on the record",
          CheckPlan.ROBUSTNESS,
          "withstands slight noise");

  private Soundness() {}

  /** Whose maps are looked at. */
  private record Key(String target, String method) {}

  /**
   * The soundness of each method for each target, by the order of their names; controls are left
   * out, which are not there to pass.
   *
   * @param rows of the table {@code sanity}
   */
  public static List<MethodSoundness> of(List<SanityRow> rows) {
    List<MethodSoundness> methods = new ArrayList<>();
    byMethod(rows)
        .forEach(
            (key, own) -> {
              if (!Controls.is(key.method())) {
                methods.add(of(key, checks(key, own)));
              }
            });
    return methods;
  }

  private static MethodSoundness of(Key key, List<MethodCheck> checks) {
    List<String> faults = new ArrayList<>();
    List<String> undecided = new ArrayList<>();
    for (MethodCheck check : checks) {
      switch (check.outcome()) {
        case FAIL -> faults.add(check.reason());
        case UNDECIDED, NOT_MADE ->
            undecided.add(
                "whether %s %s cannot be said: %s"
                    .formatted(check.method(), VIRTUES.get(check.check()), check.reason()));
        default -> {
          // Nothing is against it.
        }
      }
    }
    return new MethodSoundness(key.target(), key.method(), faults, undecided);
  }

  /**
   * What each of {@link CheckPlan#SANITY} says, by target, method and the order of checks; of
   * controls too.
   *
   * @param rows of the table {@code sanity}
   */
  public static List<MethodCheck> checks(List<SanityRow> rows) {
    return byMethod(rows).entrySet().stream()
        .flatMap(entry -> checks(entry.getKey(), entry.getValue()).stream())
        .toList();
  }

  private static Map<Key, List<SanityRow>> byMethod(List<SanityRow> rows) {
    Map<Key, List<SanityRow>> byMethod =
        new TreeMap<>(Comparator.comparing(Key::target).thenComparing(Key::method));
    for (SanityRow row : rows) {
      byMethod
          .computeIfAbsent(new Key(row.target(), row.method()), any -> new ArrayList<>())
          .add(row);
    }
    return byMethod;
  }

  private static List<MethodCheck> checks(Key key, List<SanityRow> rows) {
    List<MethodCheck> checks = new ArrayList<>();
    for (String check : CheckPlan.SANITY) {
      Map<String, List<SanityOutcome>> byNetwork = new LinkedHashMap<>();
      for (SanityRow row : rows) {
        if (check(row).equals(check) && (row.outcome() != null || row.reason() != null)) {
          byNetwork
              .computeIfAbsent(row.model(), any -> new ArrayList<>())
              .add(new SanityOutcome(row.outcome(), row.reason()));
        }
      }
      checks.add(
          judged(key, check, byNetwork.values().stream().map(Soundness::ofNetwork).toList()));
    }
    return checks;
  }

  /** The check that a row belongs to. */
  private static String check(SanityRow row) {
    return RandomisedLayer.isRandomisation(row.check()) ? CheckPlan.RANDOMISATION : row.check();
  }

  /** A failure counts before all, then a pass. */
  private static SanityOutcome ofNetwork(List<SanityOutcome> outcomes) {
    return outcomes.stream()
        .filter(SanityOutcome::fails)
        .findFirst()
        .or(() -> outcomes.stream().filter(SanityOutcome::passes).findFirst())
        .orElse(outcomes.get(0));
  }

  private static MethodCheck judged(Key key, String check, List<SanityOutcome> networks) {
    List<SanityOutcome> failed = networks.stream().filter(SanityOutcome::fails).toList();
    int decided = (int) networks.stream().filter(network -> network.outcome() != null).count();
    Outcome outcome;
    String reason = null;
    if (networks.isEmpty()) {
      outcome = Outcome.NOT_MADE;
      reason = "the check was not made";
    } else if (decided == 0) {
      outcome = Outcome.UNDECIDED;
      reason =
          networks.stream()
              .map(SanityOutcome::reason)
              .filter(Objects::nonNull)
              .findFirst()
              .orElse("no reason is given");
    } else if (2 * failed.size() > decided) {
      outcome = Outcome.FAIL;
      reason = FAULTS.get(check) + ": " + failed.get(0).reason();
      if (networks.size() > 1) {
        reason += "; " + fails(failed.size(), decided, networks.size());
      }
    } else if (!failed.isEmpty()) {
      outcome = Outcome.UNDECIDED;
      reason = fails(failed.size(), decided, networks.size());
    } else {
      outcome = Outcome.PASS;
    }
    return new MethodCheck(
        key.target(),
        key.method(),
        check,
        outcome,
        reason,
        networks.size(),
        decided,
        failed.size(),
        null,
        null);
  }

  /** In how many networks of several, those included that decide nothing. */
  private static String fails(int failed, int decided, int networks) {
    int passed = decided - failed;
    int open = networks - decided;
    String fails =
        "fails in %d of %s%d networks".formatted(failed, open == 0 ? "" : "the ", networks);
    if (open == 0) {
      return fails;
    }
    if (passed == 0) {
      return fails + (open == 1 ? ", the other" : ", the others") + " cannot be said";
    }
    return "%s, passes in %d, cannot be said in %d".formatted(fails, passed, open);
  }
}
