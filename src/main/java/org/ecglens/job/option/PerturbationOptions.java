package org.ecglens.job.option;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ecglens.perturbation.FeatureShape;
import org.ecglens.perturbation.Mode;
import org.ecglens.perturbation.PerturbationOperators;
import org.ecglens.perturbation.PerturbationPlan;
import org.ecglens.perturbation.StepSize;
import picocli.CommandLine.Option;

/** How records are perturbed. */
public final class PerturbationOptions {
  @Option(
      names = "--mode",
      defaultValue = "corrected",
      description = "paper or corrected (default: ${DEFAULT-VALUE})")
  String mode;

  @Option(
      names = "--operator",
      defaultValue = "add-noise",
      description =
          "what is done to a point: add-noise, zero, lead-mean, window-mean, linear-interpolation,"
              + " noisy-linear-interpolation, uniform, or a class of your own (default:"
              + " ${DEFAULT-VALUE})")
  String operator;

  @Option(
      names = "--operator-option",
      split = ",",
      paramLabel = "KEY=VALUE",
      description = "a constant of the operator, as scale=0.2 or width=25")
  Map<String, String> operatorOption = new LinkedHashMap<>();

  @Option(names = "--iterations", description = "steps of a curve (default: the mode's)")
  Integer iterations;

  @Option(names = "--repeats", description = "noise draws of a curve (default: the mode's)")
  Integer repeats;

  @Option(
      names = "--points-per-step",
      defaultValue = "1",
      paramLabel = "N|P%",
      description =
          "points, or windows, perturbed in each step, or a share of the record as 0.5%% (default:"
              + " ${DEFAULT-VALUE})")
  String pointsPerStep;

  @Option(
      names = "--window",
      defaultValue = "1",
      paramLabel = "N",
      description =
          "samples that are ranked and perturbed as one, cut from the beginning of each lead;"
              + " steps count such windows (default: ${DEFAULT-VALUE}, a point)")
  int window;

  @Option(
      names = "--window-leads",
      defaultValue = "one",
      description = "one or all: leads that a window covers (default: ${DEFAULT-VALUE})")
  String windowLeads;

  @Option(
      names = "--record-curves",
      defaultValue = "false",
      fallbackValue = "true",
      arity = "0..1",
      description = "write the curves of each record")
  public boolean recordCurves;

  @Option(
      names = "--heatmaps",
      defaultValue = "false",
      fallbackValue = "true",
      arity = "0..1",
      description = "write the attributions")
  public boolean heatmaps;

  /** What the options say. */
  public PerturbationPlan plan(long seed) {
    PerturbationPlan plan =
        PerturbationPlan.of(
                Mode.of(mode), PerturbationOperators.create(operator, operatorOption), seed)
            .withShape(new FeatureShape(window, FeatureShape.Leads.of(windowLeads)))
            .withStep(StepSize.of(pointsPerStep));
    if (iterations != null) {
      plan = plan.withIterations(iterations);
    }
    return repeats == null ? plan : plan.withRepeats(repeats);
  }
}
