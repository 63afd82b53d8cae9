package org.ecglens.spark;

import java.io.Serializable;
import java.util.List;
import org.ecglens.check.CheckPlan;
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
public record WorkPlan(
    List<ModelWork> models,
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
  public WorkPlan {
    models = List.copyOf(models);
  }

  /** The same where there are so many records in all. */
  WorkPlan among(long total) {
    return with(models, perturbation, checks.among(total));
  }

  /** The same with other models. */
  public WorkPlan withModels(List<ModelWork> changed) {
    return with(changed, perturbation, checks);
  }

  /** The same with another perturbation, or null without one. */
  public WorkPlan withPerturbation(PerturbationPlan changed) {
    return with(models, changed, checks);
  }

  private WorkPlan with(
      List<ModelWork> otherModels, PerturbationPlan otherPerturbation, CheckPlan otherChecks) {
    return new WorkPlan(
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
