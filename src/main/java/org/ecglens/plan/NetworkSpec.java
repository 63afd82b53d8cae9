package org.ecglens.plan;

import org.ecglens.check.CheckPlan;

/** What a command is asked for that puts networks before records. */
public sealed interface NetworkSpec extends Spec
    permits EvaluationSpec, AttributionSpec, PredictionSpec {
  /** The networks. */
  NetworksSpec networks();

  /** The records. */
  RecordsSpec records();

  /** What the networks run on. */
  EngineSpec engine();

  /** Seed of all random draws; 0 where nothing but a sample is drawn. */
  default long seed() {
    return 0;
  }

  /** The explanations; null to predict alone. */
  default MethodsSpec methods() {
    return null;
  }

  /** How records are perturbed; null to leave that out. */
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

  /** What else is looked at. */
  default CheckPlan checkPlan() {
    return CheckPlan.NONE;
  }
}
