package org.ecglens.plan;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ecglens.check.CheckPlan;
import org.ecglens.model.Target;
import org.ecglens.net.NetworkOptions;
import org.ecglens.perturbation.PerturbationPlan;

/**
 * What is done with each record.
 *
 * @param models and their methods
 * @param device processor or graphics card
 * @param network how networks run, except the device
 * @param preset of the methods' constants
 * @param seed of the run
 * @param predictions whether predictions are written
 * @param heatmaps whether attributions are written
 * @param perturbation null to skip the perturbation
 * @param recordCurves whether each record's curves are written
 * @param checks checks to evaluate
 * @param admission which records are put before the networks
 */
public record EvaluationPlan(
    List<PlannedNetwork> models,
    Processor device,
    NetworkOptions network,
    String preset,
    long seed,
    boolean predictions,
    boolean heatmaps,
    PerturbationPlan perturbation,
    boolean recordCurves,
    CheckPlan checks,
    Admission admission)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Copies the list. */
  public EvaluationPlan {
    models = List.copyOf(models);
  }

  /** The same with what errors are divided by, by {@link #scaleName}. */
  public EvaluationPlan withScales(Map<String, Double> scales) {
    List<PlannedNetwork> scaled = new ArrayList<>();
    for (PlannedNetwork network : models) {
      Map<String, Double> own = new LinkedHashMap<>();
      for (Target target : network.plan().targets()) {
        Double scale = scales.get(scaleName(network.plan().name(), target.name()));
        if (scale != null) {
          own.put(target.name(), scale);
        }
      }
      scaled.add(network.withScales(own));
    }
    return withModels(scaled);
  }

  /** Name of a scale. */
  public static String scaleName(String model, String target) {
    return model + "/" + target;
  }

  /**
   * The same without the derived controls that no record has.
   *
   * @param counts of the run, by name
   */
  public EvaluationPlan withControlsSeen(Map<String, Long> counts) {
    return withModels(
        models.stream()
            .map(
                network ->
                    network.withControls(network.controls().seen(network.plan().name(), counts)))
            .toList());
  }

  /** The same where there are so many records in all. */
  public EvaluationPlan among(long total) {
    return with(models, perturbation, checks.among(total), admission);
  }

  /** The same with other models. */
  public EvaluationPlan withModels(List<PlannedNetwork> changed) {
    return with(changed, perturbation, checks, admission);
  }

  /** The same with another perturbation, or null without one. */
  public EvaluationPlan withPerturbation(PerturbationPlan changed) {
    return with(models, changed, checks, admission);
  }

  /** The same without records that repeat others: by their ids, the ids of those others. */
  public EvaluationPlan withDuplicates(Map<String, String> duplicates) {
    return with(models, perturbation, checks, admission.with(duplicates));
  }

  private EvaluationPlan with(
      List<PlannedNetwork> otherModels,
      PerturbationPlan otherPerturbation,
      CheckPlan otherChecks,
      Admission otherAdmission) {
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
        otherChecks,
        otherAdmission);
  }
}
