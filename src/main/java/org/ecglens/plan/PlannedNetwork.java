package org.ecglens.plan;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
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
 * @param given names of methods whose maps other programs made
 * @param scales what errors are divided by, by target's name; absent where there is nothing
 * @param controls that the methods are compared with, beside those among them
 */
public record PlannedNetwork(
    ModelPlan plan,
    List<AttributionMethod> methods,
    List<String> given,
    Map<String, Double> scales,
    PlannedControls controls)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Names of everything that has scores: methods, then controls. */
  public List<String> compared() {
    List<String> names = new ArrayList<>(names());
    controls.maps().forEach(control -> names.add(control.name()));
    names.addAll(controls.derived().names(names));
    return names;
  }

  /** Names of the methods, those of other programs last. */
  public List<String> names() {
    return Stream.concat(methods.stream().map(AttributionMethod::name), given.stream()).toList();
  }

  /** The same with some of the methods, by their names, and without other controls. */
  public PlannedNetwork only(Collection<String> some) {
    return new PlannedNetwork(
        plan,
        methods.stream().filter(method -> some.contains(method.name())).toList(),
        given.stream().filter(some::contains).toList(),
        scales,
        PlannedControls.NONE);
  }

  /** The same with other methods. */
  public PlannedNetwork withMethods(List<AttributionMethod> changed) {
    return new PlannedNetwork(plan, changed, given, scales, controls);
  }

  /** The same with other controls. */
  public PlannedNetwork withControls(PlannedControls changed) {
    return new PlannedNetwork(plan, methods, given, scales, changed);
  }

  /** The same with scales. */
  public PlannedNetwork withScales(Map<String, Double> changed) {
    return new PlannedNetwork(plan, methods, given, changed, controls);
  }
}
