package org.ecglens.plan;

import java.io.Serializable;
import java.util.List;
import org.ecglens.check.CheckPlan;
import org.ecglens.executor.Device;
import org.ecglens.net.NetworkOptions;
import org.ecglens.perturbation.PerturbationPlan;

/**
 * What is done with each record.
 *
 * @param models and their methods
 * @param device {@link Device#CPU} or {@link Device#GPU}
 * @param network how networks run, but for the device
 * @param preset of the methods' constants
 * @param seed of the run
 * @param predictions whether predictions are written
 * @param heatmaps whether attributions are written
 * @param perturbation null to leave the perturbation out
 * @param recordCurves whether each record's curves are written
 * @param checks what else is looked at
 */
public record EvaluationPlan(
    List<PlannedNetwork> models,
    String device,
    NetworkOptions network,
    String preset,
    long seed,
    boolean predictions,
    boolean heatmaps,
    PerturbationPlan perturbation,
    boolean recordCurves,
    CheckPlan checks)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Copies the list. */
  public EvaluationPlan {
    models = List.copyOf(models);
  }

  /** The same where there are so many records in all. */
  public EvaluationPlan among(long total) {
    return with(models, perturbation, checks.among(total));
  }

  /** The same with other models. */
  public EvaluationPlan withModels(List<PlannedNetwork> changed) {
    return with(changed, perturbation, checks);
  }

  /** The same with another perturbation, or null without one. */
  public EvaluationPlan withPerturbation(PerturbationPlan changed) {
    return with(models, changed, checks);
  }

  private EvaluationPlan with(
      List<PlannedNetwork> otherModels, PerturbationPlan otherPerturbation, CheckPlan otherChecks) {
    return new EvaluationPlan(
        otherModels,
        device,
        network,
        preset,
        seed,
        predictions,
        heatmaps,
        otherPerturbation,
        recordCurves,
        otherChecks);
  }
}
