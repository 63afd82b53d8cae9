package org.ecglens.plan;

import java.io.Serializable;
import java.util.Map;
import java.util.Objects;
import org.ecglens.error.UserException;
import org.ecglens.perturbation.AddNoise;
import org.ecglens.perturbation.FeatureShape;
import org.ecglens.perturbation.Mode;
import org.ecglens.perturbation.NoisyLinearInterpolation;
import org.ecglens.perturbation.Operator;
import org.ecglens.perturbation.PerturbationOperators;
import org.ecglens.perturbation.PerturbationPlan;
import org.ecglens.perturbation.StepSize;
import org.ecglens.perturbation.WindowMean;

/**
 * How records are perturbed. Components that the caller does not set get the defaults of the mode
 * or the operator, written out, so that two specs with the same computation are equal.
 *
 * @param mode how curves are computed and scored
 * @param operator how a point is changed: of {@link Operators#NAMES}, or the name of a class
 * @param operatorSettings constants of the operator, by name
 * @param iterations steps of a curve at most, at least 1
 * @param repeats noise draws of a curve, at least 1; 1 in paper mode
 * @param pointsPerStep features perturbed in each step: their number, or a share of the record's
 *     such as {@code 0.5%}
 * @param window samples that are ranked and perturbed together, at least 1, which is a point
 * @param windowLeads leads that a window covers
 */
public record PerturbationSpec(
    @Asked(option = "--mode") Mode mode,
    @Asked(option = "--operator") String operator,
    @Asked(option = "--operator-option") Map<String, String> operatorSettings,
    @Asked(option = "--iterations") int iterations,
    @Asked(option = "--repeats") int repeats,
    @Asked(option = "--points-per-step") String pointsPerStep,
    @Asked(option = "--window") int window,
    @Asked(option = "--window-leads") FeatureShape.Leads windowLeads)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * Writes out the operator's constants and checks that the parts fit.
   *
   * @throws UserException if a value is unknown or out of range
   */
  public PerturbationSpec {
    Objects.requireNonNull(mode, "mode");
    Objects.requireNonNull(operator, "operator");
    Objects.requireNonNull(pointsPerStep, "pointsPerStep");
    Objects.requireNonNull(windowLeads, "windowLeads");
    operatorSettings =
        Ordered.copy(
            constants(PerturbationOperators.create(operator, operatorSettings), operatorSettings));
    pointsPerStep = plain(pointsPerStep);
    plan(
        mode,
        operator,
        operatorSettings,
        iterations,
        repeats,
        pointsPerStep,
        window,
        windowLeads,
        0);
  }

  /** The defaults, to change. */
  public static Builder builder() {
    return new Builder();
  }

  /** A copy to change. */
  public Builder with() {
    return new Builder(this);
  }

  /**
   * The plan with all orders of the mode.
   *
   * @param seed of the run
   */
  public PerturbationPlan plan(long seed) {
    return plan(
        mode,
        operator,
        operatorSettings,
        iterations,
        repeats,
        pointsPerStep,
        window,
        windowLeads,
        seed);
  }

  private static PerturbationPlan plan(
      Mode mode,
      String operator,
      Map<String, String> operatorSettings,
      int iterations,
      int repeats,
      String pointsPerStep,
      int window,
      FeatureShape.Leads windowLeads,
      long seed) {
    return PerturbationPlan.of(mode, PerturbationOperators.create(operator, operatorSettings), seed)
        .withShape(new FeatureShape(window, windowLeads))
        .withStep(StepSize.of(pointsPerStep))
        .withIterations(iterations)
        .withRepeats(repeats);
  }

  /** How a user-defined operator uses its constants is not known here: they are kept unchanged. */
  private static Map<String, String> constants(Operator operator, Map<String, String> settings) {
    if (operator instanceof AddNoise noise) {
      return Map.of("scale", Double.toString(noise.scale()));
    }
    if (operator instanceof NoisyLinearInterpolation noisy) {
      return Map.of("scale", Double.toString(noisy.scale()));
    }
    if (operator instanceof WindowMean mean) {
      return Map.of("width", Integer.toString(mean.width()));
    }
    return settings;
  }

  /** The text is kept, as a share in hundredths is not always what was written. */
  private static String plain(String step) {
    StepSize size = StepSize.of(step);
    if (size.features() > 0) {
      return Integer.toString(size.features());
    }
    String number = Double.toString(Double.parseDouble(step.substring(0, step.length() - 1)));
    return (number.endsWith(".0") ? number.substring(0, number.length() - 2) : number) + "%";
  }

  /** Collects the components of the spec; each setter has the name of its component. */
  public static final class Builder {
    private Mode mode = Mode.CORRECTED;
    private String operator = "add-noise";
    private Map<String, String> operatorSettings = Map.of();
    private Integer iterations;
    private Integer repeats;
    private String pointsPerStep = "1";
    private int window = 1;
    private FeatureShape.Leads windowLeads = FeatureShape.Leads.ONE;

    private Builder() {}

    private Builder(PerturbationSpec spec) {
      mode = spec.mode;
      operator = spec.operator;
      operatorSettings = spec.operatorSettings;
      iterations = spec.iterations == spec.mode.iterations() ? null : (Integer) spec.iterations;
      repeats = spec.repeats == spec.mode.repeats() ? null : (Integer) spec.repeats;
      pointsPerStep = spec.pointsPerStep;
      window = spec.window;
      windowLeads = spec.windowLeads;
    }

    /** See {@link PerturbationSpec#mode}; iterations and repeats that are not set follow it. */
    public Builder mode(Mode value) {
      mode = value;
      return this;
    }

    /** See {@link PerturbationSpec#operator}; another one drops the constants of the one before. */
    public Builder operator(String value) {
      if (!value.equals(operator)) {
        operatorSettings = Map.of();
      }
      operator = value;
      return this;
    }

    /** See {@link PerturbationSpec#operatorSettings}. */
    public Builder operatorSettings(Map<String, String> value) {
      operatorSettings = value;
      return this;
    }

    /** See {@link PerturbationSpec#iterations}; null for the mode's. */
    public Builder iterations(Integer value) {
      iterations = value;
      return this;
    }

    /** See {@link PerturbationSpec#repeats}; null for the mode's. */
    public Builder repeats(Integer value) {
      repeats = value;
      return this;
    }

    /** See {@link PerturbationSpec#pointsPerStep}. */
    public Builder pointsPerStep(String value) {
      pointsPerStep = value;
      return this;
    }

    /** See {@link PerturbationSpec#window}. */
    public Builder window(int value) {
      window = value;
      return this;
    }

    /** See {@link PerturbationSpec#windowLeads}. */
    public Builder windowLeads(FeatureShape.Leads value) {
      windowLeads = value;
      return this;
    }

    /**
     * Builds the spec.
     *
     * @throws UserException if a value is unknown or out of range
     */
    public PerturbationSpec build() {
      return new PerturbationSpec(
          mode,
          operator,
          operatorSettings,
          iterations == null ? mode.iterations() : iterations,
          repeats == null ? mode.repeats() : repeats,
          pointsPerStep,
          window,
          windowLeads);
    }
  }
}
