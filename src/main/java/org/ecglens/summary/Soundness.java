package org.ecglens.summary;

import java.util.ArrayList;
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

  private Soundness() {}

  private record Key(String target, String method) {}

  /**
   * The soundness of each method for each target, by the order of their names; controls are left
   * out, which are not there to pass.
   *
   * @param rows of the table {@code sanity}
   */
  public static List<MethodSoundness> of(List<SanityRow> rows) {
    Map<String, Map<String, List<SanityRow>>> byTarget = new TreeMap<>();
    for (SanityRow row : rows) {
      if (!Controls.is(row.method())) {
        byTarget
            .computeIfAbsent(row.target(), any -> new TreeMap<>())
            .computeIfAbsent(row.method(), any -> new ArrayList<>())
            .add(row);
      }
    }
    List<MethodSoundness> methods = new ArrayList<>();
    byTarget.forEach(
        (target, own) ->
            own.forEach((method, found) -> methods.add(of(new Key(target, method), found))));
    return methods;
  }

  private static MethodSoundness of(Key key, List<SanityRow> rows) {
    List<String> faults = new ArrayList<>();
    List<String> undecided = new ArrayList<>();
    for (String check : CheckPlan.SANITY) {
      Map<String, List<SanityOutcome>> byNetwork = new LinkedHashMap<>();
      for (SanityRow row : rows) {
        if (check(row).equals(check) && (row.outcome() != null || row.reason() != null)) {
          byNetwork
              .computeIfAbsent(row.model(), any -> new ArrayList<>())
              .add(new SanityOutcome(row.outcome(), row.reason()));
        }
      }
      if (byNetwork.isEmpty()) {
        undecided.add(check + ": not made");
      } else {
        judge(
            check,
            byNetwork.values().stream().map(Soundness::ofNetwork).toList(),
            faults,
            undecided);
      }
    }
    return new MethodSoundness(key.target(), key.method(), faults, undecided);
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

  private static void judge(
      String check, List<SanityOutcome> networks, List<String> faults, List<String> undecided) {
    List<SanityOutcome> failed = networks.stream().filter(SanityOutcome::fails).toList();
    long decided = networks.stream().filter(network -> network.outcome() != null).count();
    if (decided == 0) {
      undecided.add(
          check
              + ": "
              + networks.stream()
                  .map(SanityOutcome::reason)
                  .filter(Objects::nonNull)
                  .findFirst()
                  .orElse("no reason is given"));
    } else if (2L * failed.size() > decided) {
      String fault = FAULTS.get(check) + ": " + failed.get(0).reason();
      faults.add(
          decided == 1
              ? fault
              : fault + "; in %d of %d networks".formatted(failed.size(), decided));
    } else if (!failed.isEmpty()) {
      undecided.add("%s: fails in %d of %d networks".formatted(check, failed.size(), decided));
    }
  }
}
