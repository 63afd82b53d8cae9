package org.ecglens.job.option;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ecglens.perturbation.DependentLeads;
import org.ecglens.perturbation.FeatureShape;
import org.ecglens.perturbation.Mode;
import org.ecglens.plan.Choice;
import org.ecglens.plan.PerturbationSpec;
import org.ecglens.plan.ScaleRule;
import picocli.CommandLine.Option;

/** How records are perturbed. */
public final class PerturbationOptions {
  @Option(
      names = "--mode",
      defaultValue = "corrected",
      description = "paper or corrected (default: ${DEFAULT-VALUE})")
  private String mode;

  @Option(
      names = "--operator",
      split = ",",
      paramLabel = "NAME[@WINDOW]",
      description =
          "what is done to a point or window: add-noise, zero, lead-mean, window-mean,"
              + " linear-interpolation, noisy-linear-interpolation, uniform, or a class of your own;"
              + " one or several, each with its window as lead-mean@50ms or add-noise@point"
              + " (default: in corrected mode"
              + " noisy-linear-interpolation@50ms,lead-mean@50ms,add-noise@point, in paper mode"
              + " add-noise@point)")
  private List<String> operator = new ArrayList<>();

  @Option(
      names = "--operator-option",
      split = ",",
      paramLabel = "KEY=VALUE",
      description =
          "a constant of an operator, as scale=0.2 or width=25; with several operators as"
              + " add-noise.scale=0.2")
  private Map<String, String> operatorOption = new LinkedHashMap<>();

  @Option(names = "--iterations", description = "steps of a curve (default: the mode's)")
  private Integer iterations;

  @Option(
      names = "--repeats",
      description =
          "noise draws of a curve, shared by all methods (default: in corrected mode 2 with several"
              + " operators, 5 with one; in paper mode 1)")
  private Integer repeats;

  @Option(
      names = "--points-per-step",
      defaultValue = "1",
      paramLabel = "N|P%",
      description =
          "points, or windows, perturbed in each step, or a share of the record as 0.5%% (default:"
              + " ${DEFAULT-VALUE})")
  private String pointsPerStep;

  @Option(
      names = "--window",
      paramLabel = "N|Nms",
      description =
          "samples, or a time as 50ms, that are ranked and perturbed as one, cut from the beginning"
              + " of each lead; steps count such windows. For operators that are named without a"
              + " window (else they perturb points); without --operator, for those of the default"
              + " that have windows")
  private String window;

  @Option(
      names = "--window-leads",
      defaultValue = "one",
      description = "one or all: leads that a window covers (default: ${DEFAULT-VALUE})")
  private String windowLeads;

  @Option(
      names = "--dependent-leads",
      paramLabel = "follow|free",
      description =
          "follow: where windows of a record with all six limb leads are perturbed, III, aVR, aVL"
              + " and aVF go with I and II; free: they are perturbed like the others (default:"
              + " follow in corrected mode, free in paper mode)")
  private String dependentLeads;

  @Option(
      names = "--scale",
      defaultValue = "auto",
      paramLabel = "RULE",
      description =
          "what changes of the prediction are divided by in corrected mode: auto, labels or"
              + " predictions (their interquartile range), one, or sd (standard deviation of the"
              + " predictions). auto: one for probabilities and logits, else labels where at least 12"
              + " records and 80%% of them have one and it is not 0 or 1, else predictions (default:"
              + " ${DEFAULT-VALUE})")
  private String scale;

  /** The perturbation that the options request. */
  public PerturbationSpec spec() {
    return PerturbationSpec.builder()
        .mode(Mode.of(mode))
        .operators(operator)
        .operatorSettings(operatorOption)
        .iterations(iterations)
        .repeats(repeats)
        .pointsPerStep(pointsPerStep)
        .window(window)
        .windowLeads(FeatureShape.Leads.of(windowLeads))
        .dependentLeads(
            dependentLeads == null
                ? null
                : Choice.of("--dependent-leads", dependentLeads, List.of(DependentLeads.values())))
        .scale(Choice.of("--scale", scale, List.of(ScaleRule.values())))
        .build();
  }
}
