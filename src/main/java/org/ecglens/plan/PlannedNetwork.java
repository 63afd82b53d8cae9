package org.ecglens.plan;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.ecglens.attribution.AttributionMethod;
import org.ecglens.model.ModelPlan;

/**
 * One model and what is done with it.
 *
 * @param plan the model
 * @param methods that explain it; none to predict alone
 * @param scales what errors are divided by, by target's name; absent where there is nothing
 */
public record PlannedNetwork(
    ModelPlan plan, List<AttributionMethod> methods, Map<String, Double> scales)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The same with scales. */
  public PlannedNetwork withScales(Map<String, Double> changed) {
    return new PlannedNetwork(plan, methods, changed);
  }
}
