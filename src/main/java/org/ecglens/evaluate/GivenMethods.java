package org.ecglens.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.ecglens.attribution.AttributionMethod;
import org.ecglens.attribution.Controls;
import org.ecglens.attribution.Methods;
import org.ecglens.error.UserException;
import org.ecglens.model.ModelPlan;
import org.ecglens.model.Target;
import org.ecglens.records.GivenMaps;

/** The methods of other programs whose maps fit a network. */
final class GivenMethods {
  private GivenMethods() {}

  /**
   * Names of the methods that have maps of outputs of a network.
   *
   * @param own methods that the run computes itself
   * @throws UserException if a name is that of a control or of an own method, no map is of a
   *     target, or maps have another size than the network's input
   */
  static List<String> of(GivenMaps maps, ModelPlan plan, List<AttributionMethod> own) {
    Set<String> names = new LinkedHashSet<>();
    List<String> targets = plan.targets().stream().map(Target::name).toList();
    int points = plan.requirement().leads() * plan.requirement().samples();
    for (GivenMaps.Kind kind : maps.kinds()) {
      boolean ofThis = kind.model() == null || kind.model().equals(plan.name());
      if (!ofThis || !targets.contains(kind.target())) {
        continue;
      }
      checkName(maps, kind.method(), own);
      if (kind.shortest() != points || kind.longest() != points) {
        throw new UserException(
            "--attributions %s: maps of %s, target %s, have %s values; the input of %s has %d leads × %d samples = %d."
                .formatted(
                    maps.path(),
                    kind.method(),
                    kind.target(),
                    kind.shortest() == kind.longest()
                        ? String.valueOf(kind.shortest())
                        : kind.shortest() + " to " + kind.longest(),
                    plan.name(),
                    plan.requirement().leads(),
                    plan.requirement().samples(),
                    points));
      }
      names.add(kind.method());
    }
    if (names.isEmpty()) {
      List<String> found =
          new ArrayList<>(
              new LinkedHashSet<>(
                  maps.kinds().stream()
                      .map(
                          kind ->
                              kind.model() == null
                                  ? kind.target()
                                  : kind.target() + " of " + kind.model())
                      .toList()));
      throw new UserException(
          "--attributions %s has no map of a target of %s (%s). It has maps of: %s."
              .formatted(
                  maps.path(), plan.name(), String.join(", ", targets), String.join(", ", found)));
    }
    return List.copyOf(names);
  }

  private static void checkName(GivenMaps maps, String method, List<AttributionMethod> own) {
    if (own.stream().anyMatch(one -> one.name().equals(method))) {
      throw new UserException(
          "--attributions %s has maps of a method '%s', which --methods names as well: leave it out there, or give the maps another name."
              .formatted(maps.path(), method));
    }
    boolean isWord = Controls.is(method) || Methods.groupNames().contains(method);
    if (isWord || method.indexOf(':') >= 0) {
      throw new UserException(
          "--attributions %s has maps of a method '%s': %s, give the maps another name."
              .formatted(
                  maps.path(),
                  method,
                  isWord
                      ? "that is the name of a control or of a group of methods"
                      : "colons are in the names of controls"));
    }
  }
}
