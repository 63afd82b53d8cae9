package org.ecglens.plan;

import java.util.List;
import org.ecglens.check.CheckPlan;

/** The spec of a command that evaluates networks on records. */
public sealed interface NetworkSpec extends Spec
    permits EvaluationSpec, AttributionSpec, PredictionSpec {
  /** The networks. */
  NetworksSpec networks();

  /** The records. */
  RecordsSpec records();

  /** The engine that runs the networks. */
  EngineSpec engine();

  /** Seed of all random draws; 0 for a spec that draws nothing but a sample. */
  default long seed() {
    return 0;
  }

  /** The explanations; null to predict alone. */
  default MethodsSpec methods() {
    return null;
  }

  /** Table of maps that other programs made, to be judged beside the methods; null without one. */
  default String attributions() {
    return null;
  }

  /** What the explanations are compared with. */
  default ControlsSpec controls() {
    return ControlsSpec.NONE;
  }

  /** How records are perturbed; null to skip the perturbation. */
  default PerturbationSpec perturbation() {
    return null;
  }

  /** Whether the attributions are written. */
  default boolean heatmaps() {
    return false;
  }

  /** Whether the curves of each record are written. */
  default boolean recordCurves() {
    return false;
  }

  /** What becomes of one recording under several ids: kept where records are no evidence. */
  default Duplicates duplicates() {
    return Duplicates.KEEP;
  }

  /** Labels by which records are divided into groups. */
  default List<GroupBy> by() {
    return List.of();
  }

  /** The checks to evaluate. */
  default CheckPlan checkPlan() {
    return CheckPlan.NONE;
  }

  /** By what the verdict decides; null without one. */
  default PlannedVerdict plannedVerdict() {
    return null;
  }
}
