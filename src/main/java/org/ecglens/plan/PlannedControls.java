package org.ecglens.plan;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ecglens.attribution.AttributionMethod;
import org.ecglens.attribution.DerivedControls;
import org.ecglens.attribution.PopulationMaps;

/**
 * What the methods of one network are compared with.
 *
 * @param maps those that are maps by themselves and not among the methods
 * @param derived those that are made of the methods' maps
 */
public record PlannedControls(List<AttributionMethod> maps, DerivedControls derived)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Nothing. */
  public static final PlannedControls NONE = new PlannedControls(List.of(), DerivedControls.NONE);

  /** All names, without the methods that controls are made of. */
  public List<String> names() {
    return Stream.concat(maps.stream().map(AttributionMethod::name), derived.asked().stream())
        .toList();
  }

  /** The same with maps of other records; null where there are none. */
  public PlannedControls withPopulation(PopulationMaps population) {
    return new PlannedControls(maps, derived.with(population));
  }

  /**
   * Without those that no record has.
   *
   * @param model name of the network
   * @param counts of the run, by name
   */
  PlannedControls seen(String model, Map<String, Long> counts) {
    List<String> seen =
        derived.asked().stream()
            .filter(control -> counts.getOrDefault(countName(model, control), 0L) > 0)
            .toList();
    return new PlannedControls(maps, new DerivedControls(seen, derived.population()));
  }

  /** Name of the number of records that have a derived control. */
  public static String countName(String model, String control) {
    return "control/" + model + "/" + control;
  }

  /** Name of the number of records that have none. */
  public static String missingName(String model, String control, String reason) {
    return "without-control/" + model + "/" + control + "/" + reason;
  }
}
