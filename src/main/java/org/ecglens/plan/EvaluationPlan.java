package org.ecglens.plan;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ecglens.check.CheckPlan;
import org.ecglens.model.Target;
import org.ecglens.net.NetworkOptions;
import org.ecglens.perturbation.Mode;
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
 * @param panel how records are perturbed, one plan for each operator, all of the same mode; none to
 *     skip the perturbation
 * @param scale what errors are divided by
 * @param recordCurves whether each record's curves are written
 * @param checks checks to evaluate
 * @param verdict by what the verdict decides; null without perturbation
 * @param by labels by which records are divided into groups
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
    List<PerturbationPlan> panel,
    ScaleRule scale,
    boolean recordCurves,
    CheckPlan checks,
    PlannedVerdict verdict,
    List<GroupBy> by,
    Admission admission)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Copies the lists. */
  public EvaluationPlan {
    models = List.copyOf(models);
    panel = List.copyOf(panel);
    by = List.copyOf(by);
  }

  /**
   * How curves are made and valued.
   *
   * @throws IllegalStateException if nothing is perturbed
   */
  public Mode mode() {
    if (panel.isEmpty()) {
      throw new IllegalStateException("nothing is perturbed");
    }
    return panel.get(0).mode();
  }

  /** Names of the operators, in their order. */
  public List<String> operators() {
    return panel.stream().map(plan -> plan.operator().name()).toList();
  }

  /**
   * Bytes that one record takes in the largest file of a shard, or in the memory of a task: those
   * of its heatmaps and curves, where they are written, or of its signal. Scores are few beside
   * them.
   */
  public long bytesOfRecord() {
    long signal = 0;
    long maps = 0;
    long curves = 0;
    for (PlannedNetwork network : models) {
      long points =
          (long) network.plan().requirement().leads() * network.plan().requirement().samples();
      long targets = network.plan().targets().size();
      signal = Math.max(signal, points * Float.BYTES);
      maps += network.names().size() * targets * points * Float.BYTES;
      for (PerturbationPlan plan : panel) {
        long each = (long) plan.orders().size() * plan.repeats() * (plan.iterations() + 1);
        curves += network.compared().size() * targets * each * (Integer.BYTES + Double.BYTES);
      }
    }
    return Math.max(signal, Math.max(heatmaps ? maps : 0, recordCurves ? curves : 0));
  }

  /** The same with what errors are divided by, by {@link #scaleName}. */
  public EvaluationPlan withScales(Map<String, TargetScale> scales) {
    List<PlannedNetwork> scaled = new ArrayList<>();
    for (PlannedNetwork network : models) {
      Map<String, Double> own = new LinkedHashMap<>();
      for (Target target : network.plan().targets()) {
        TargetScale found = scales.get(scaleName(network.plan().name(), target.name()));
        if (found != null && found.value() != null) {
          own.put(target.name(), found.value());
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
    return with(models, panel, checks.among(total), admission);
  }

  /** The same with other models. */
  public EvaluationPlan withModels(List<PlannedNetwork> changed) {
    return with(changed, panel, checks, admission);
  }

  /** The same with another panel, none to skip the perturbation. */
  public EvaluationPlan withPanel(List<PerturbationPlan> changed) {
    return with(models, changed, checks, admission);
  }

  /** The same without records that repeat others: by their ids, the ids of those others. */
  public EvaluationPlan withDuplicates(Map<String, String> duplicates) {
    return with(models, panel, checks, admission.with(duplicates));
  }

  private EvaluationPlan with(
      List<PlannedNetwork> otherModels,
      List<PerturbationPlan> otherPanel,
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
        otherPanel,
        scale,
        recordCurves,
        otherChecks,
        verdict,
        by,
        otherAdmission);
  }
}
