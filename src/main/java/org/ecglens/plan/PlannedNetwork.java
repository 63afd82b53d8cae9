package org.ecglens.plan;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ecglens.attribution.AttributionMethod;
import org.ecglens.model.ModelPlan;

/**
 * One model and what is done with it.
 *
 * @param plan the model
 * @param methods that are asked for; none to predict alone
 * @param scales what errors are divided by, by target's name; absent where there is nothing
 * @param controls that the methods are compared with, beside those among them
 */
public record PlannedNetwork(
    ModelPlan plan,
    List<AttributionMethod> methods,
    Map<String, Double> scales,
    PlannedControls controls)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Names of everything that has scores: methods, then controls. */
  public List<String> compared() {
    List<String> names = new ArrayList<>();
    Stream.concat(methods.stream(), controls.maps().stream())
        .map(AttributionMethod::name)
        .forEach(names::add);
    names.addAll(controls.derived().names(names));
    return names;
  }

  /** The same with some of the methods, and without other controls. */
  public PlannedNetwork only(List<AttributionMethod> some) {
    return new PlannedNetwork(plan, some, scales, PlannedControls.NONE);
  }

  /** The same with other controls. */
  public PlannedNetwork withControls(PlannedControls changed) {
    return new PlannedNetwork(plan, methods, scales, changed);
  }

  /** The same with scales. */
  public PlannedNetwork withScales(Map<String, Double> changed) {
    return new PlannedNetwork(plan, methods, changed, controls);
  }
}
