package org.ecglens.job.option;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ecglens.perturbation.FeatureShape;
import org.ecglens.perturbation.Mode;
import org.ecglens.plan.PerturbationSpec;
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
      defaultValue = "add-noise",
      description =
          "what is done to a point: add-noise, zero, lead-mean, window-mean, linear-interpolation,"
              + " noisy-linear-interpolation, uniform, or a class of your own (default:"
              + " ${DEFAULT-VALUE})")
  private String operator;

  @Option(
      names = "--operator-option",
      split = ",",
      paramLabel = "KEY=VALUE",
      description = "a constant of the operator, as scale=0.2 or width=25")
  private Map<String, String> operatorOption = new LinkedHashMap<>();

  @Option(names = "--iterations", description = "steps of a curve (default: the mode's)")
  private Integer iterations;

  @Option(names = "--repeats", description = "noise draws of a curve (default: the mode's)")
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
      defaultValue = "1",
      paramLabel = "N",
      description =
          "samples that are ranked and perturbed as one, cut from the beginning of each lead;"
              + " steps count such windows (default: ${DEFAULT-VALUE}, a point)")
  private int window;

  @Option(
      names = "--window-leads",
      defaultValue = "one",
      description = "one or all: leads that a window covers (default: ${DEFAULT-VALUE})")
  private String windowLeads;

  /** The perturbation that the options request. */
  public PerturbationSpec spec() {
    return PerturbationSpec.builder()
        .mode(Mode.of(mode))
        .operator(operator)
        .operatorSettings(operatorOption)
        .iterations(iterations)
        .repeats(repeats)
        .pointsPerStep(pointsPerStep)
        .window(window)
        .windowLeads(FeatureShape.Leads.of(windowLeads))
        .build();
  }
}
