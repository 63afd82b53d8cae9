package org.ecglens.plan;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ecglens.error.UserException;
import org.ecglens.perturbation.DependentLeads;
import org.ecglens.perturbation.FeatureShape;
import org.ecglens.perturbation.Mode;
import org.ecglens.perturbation.PerturbationPlan;
import org.ecglens.perturbation.StepSize;
import org.ecglens.perturbation.WindowWidth;

/**
 * How records are perturbed. What is left open is the mode's or the operator's own and written out,
 * so that two that compute the same are equal.
 *
 * @param mode how curves are made and valued
 * @param operators what is done to features, and which; one in paper mode, and each at most once,
 *     as tables tell them apart by name
 * @param operatorSettings constants of the operators: by name where there is one operator, as
 *     {@code add-noise.scale} where there are several
 * @param iterations steps of a curve at most, at least 1
 * @param repeats noise draws of a curve, at least 1; 1 in paper mode
 * @param pointsPerStep features perturbed in each step: their number, or a share of the record's
 *     such as {@code 0.5%}
 * @param windowLeads leads that a window covers
 * @param dependentLeads whether leads that follow from others do, where windows are perturbed; free
 *     in paper mode
 * @param scale what errors are divided by; paper mode does not look at it
 */
public record PerturbationSpec(
    @Asked(option = "--mode") Mode mode,
    @Asked(option = "--operator") List<PanelOperator> operators,
    @Asked(option = "--operator-option") Map<String, String> operatorSettings,
    @Asked(option = "--iterations") int iterations,
    @Asked(option = "--repeats") int repeats,
    @Asked(option = "--points-per-step") String pointsPerStep,
    @Asked(option = "--window-leads") FeatureShape.Leads windowLeads,
    @Asked(option = "--dependent-leads") DependentLeads dependentLeads,
    @Asked(option = "--scale") ScaleRule scale)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final String WINDOW = "50ms";

  /**
   * The operators of corrected mode unless others are named: two that take away what a window of 50
   * ms holds, by a different filling each, and the reference work's on points.
   */
  public static final List<PanelOperator> PANEL =
      List.of(
          new PanelOperator("noisy-linear-interpolation", WINDOW),
          new PanelOperator("lead-mean", WINDOW),
          new PanelOperator("add-noise", "point"));

  /** Noise draws of several operators, which together cost about as much as one with more. */
  private static final int PANEL_REPEATS = 2;

  /**
   * Writes out the operators' constants and checks that the parts fit.
   *
   * @throws UserException if a value is unknown or out of range
   */
  public PerturbationSpec {
    Objects.requireNonNull(mode, "mode");
    Objects.requireNonNull(pointsPerStep, "pointsPerStep");
    Objects.requireNonNull(windowLeads, "windowLeads");
    Objects.requireNonNull(dependentLeads, "dependentLeads");
    Objects.requireNonNull(scale, "scale");
    operators = List.copyOf(operators);
    if (operators.isEmpty()) {
      throw new UserException("--operator names none: name at least one, or leave it out.");
    }
    if (mode == Mode.PAPER && operators.size() > 1) {
      throw new UserException(
          "--operator names %d operators; paper mode has exactly one.".formatted(operators.size()));
    }
    operatorSettings = Ordered.copy(new PanelSettings(operators).canonical(operatorSettings));
    pointsPerStep = plain(pointsPerStep);
    panel(
        mode,
        operators,
        operatorSettings,
        iterations,
        repeats,
        pointsPerStep,
        windowLeads,
        dependentLeads,
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
   * The plan of each operator, with all orders of the mode.
   *
   * @param seed of the run
   */
  public List<PerturbationPlan> panel(long seed) {
    return panel(
        mode,
        operators,
        operatorSettings,
        iterations,
        repeats,
        pointsPerStep,
        windowLeads,
        dependentLeads,
        seed);
  }

  private static List<PerturbationPlan> panel(
      Mode mode,
      List<PanelOperator> operators,
      Map<String, String> operatorSettings,
      int iterations,
      int repeats,
      String pointsPerStep,
      FeatureShape.Leads windowLeads,
      DependentLeads dependentLeads,
      long seed) {
    PanelSettings settings = new PanelSettings(operators);
    List<PerturbationPlan> panel = new ArrayList<>();
    for (PanelOperator operator : operators) {
      PerturbationPlan plan =
          PerturbationPlan.of(mode, settings.operator(operator, operatorSettings), seed)
              .withShape(new FeatureShape(WindowWidth.of(operator.window()), windowLeads))
              .withStep(StepSize.of(pointsPerStep))
              .withIterations(iterations)
              .withRepeats(repeats)
              .withDependentLeads(dependentLeads);
      String name = plan.operator().name();
      if (panel.stream().anyMatch(other -> other.operator().name().equals(name))) {
        throw new UserException(
            "--operator names %s twice; tables tell operators apart by name, so evaluate them one by one."
                .formatted(name));
      }
      panel.add(plan);
    }
    return List.copyOf(panel);
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

  private static int repeats(Mode mode, int operators) {
    return operators > 1 ? PANEL_REPEATS : mode.repeats();
  }

  /** What is asked for so far; named like its parts. */
  public static final class Builder {
    private Mode mode = Mode.CORRECTED;
    private List<String> operators = List.of();
    private String window;
    private Map<String, String> operatorSettings = Map.of();
    private Integer iterations;
    private Integer repeats;
    private String pointsPerStep = "1";
    private FeatureShape.Leads windowLeads = FeatureShape.Leads.ONE;
    private DependentLeads dependentLeads;
    private ScaleRule scale = ScaleRule.AUTO;

    private Builder() {}

    private Builder(PerturbationSpec spec) {
      mode = spec.mode;
      if (!spec.operators.equals(usual(mode, null))) {
        List<String> windows =
            spec.operators.stream().map(PanelOperator::window).distinct().toList();
        boolean same = windows.size() == 1;
        window = same ? windows.get(0) : null;
        operators =
            spec.operators.stream()
                .map(operator -> same ? operator.name() : operator.toString())
                .toList();
      }
      operatorSettings = spec.operatorSettings;
      if (operatorSettings.equals(new PanelSettings(spec.operators).canonical(Map.of()))) {
        operatorSettings = Map.of();
      }
      iterations = spec.iterations == spec.mode.iterations() ? null : (Integer) spec.iterations;
      repeats =
          spec.repeats == PerturbationSpec.repeats(spec.mode, spec.operators.size())
              ? null
              : (Integer) spec.repeats;
      pointsPerStep = spec.pointsPerStep;
      windowLeads = spec.windowLeads;
      dependentLeads =
          spec.dependentLeads == spec.mode.dependentLeads() ? null : spec.dependentLeads;
      scale = spec.scale;
    }

    /** The operators of a mode; a window that is asked for takes the place of their windows. */
    private static List<PanelOperator> usual(Mode mode, String window) {
      if (mode == Mode.PAPER) {
        return List.of(new PanelOperator("add-noise", window == null ? "point" : window));
      }
      return PANEL.stream()
          .map(
              operator ->
                  window == null || !operator.window().equals(WINDOW)
                      ? operator
                      : new PanelOperator(operator.name(), window))
          .toList();
    }

    /**
     * See {@link PerturbationSpec#mode}; operators, iterations and repeats that are not set follow
     * it.
     */
    public Builder mode(Mode value) {
      mode = value;
      return this;
    }

    /**
     * See {@link PerturbationSpec#operators}; others drop the constants of those before.
     *
     * @param value names, or {@code name@window}; none for those of the mode
     */
    public Builder operators(List<String> value) {
      if (!value.equals(operators)) {
        operatorSettings = Map.of();
      }
      operators = List.copyOf(value);
      return this;
    }

    /** A single operator; see {@link #operators}. */
    public Builder operator(String value) {
      return operators(List.of(value));
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

    /**
     * See {@link PerturbationSpec#repeats}; null for 2 with several operators, for the mode's with
     * one.
     */
    public Builder repeats(Integer value) {
      repeats = value;
      return this;
    }

    /** See {@link PerturbationSpec#pointsPerStep}. */
    public Builder pointsPerStep(String value) {
      pointsPerStep = value;
      return this;
    }

    /**
     * The window of operators that are named without one, and of those of the mode that have
     * windows.
     *
     * @param value as {@link PanelOperator#window}; null for points, or the mode's windows
     */
    public Builder window(String value) {
      window = value;
      return this;
    }

    /** See {@link PerturbationSpec#windowLeads}. */
    public Builder windowLeads(FeatureShape.Leads value) {
      windowLeads = value;
      return this;
    }

    /** See {@link PerturbationSpec#dependentLeads}; null for the mode's. */
    public Builder dependentLeads(DependentLeads value) {
      dependentLeads = value;
      return this;
    }

    /** See {@link PerturbationSpec#scale}. */
    public Builder scale(ScaleRule value) {
      scale = value;
      return this;
    }

    /**
     * What is asked for.
     *
     * @throws UserException if a value is unknown or out of range
     */
    public PerturbationSpec build() {
      String otherwise = window == null ? "point" : window;
      List<PanelOperator> named =
          operators.isEmpty()
              ? usual(mode, window)
              : operators.stream().map(word -> PanelOperator.of(word, otherwise)).toList();
      return new PerturbationSpec(
          mode,
          named,
          operatorSettings,
          iterations == null ? mode.iterations() : iterations,
          repeats == null ? PerturbationSpec.repeats(mode, named.size()) : repeats,
          pointsPerStep,
          windowLeads,
          dependentLeads == null ? mode.dependentLeads() : dependentLeads,
          scale);
    }
  }
}
