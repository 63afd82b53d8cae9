package org.ecglens.plan;

import java.util.List;
import java.util.Objects;
import org.ecglens.attribution.Controls;
import org.ecglens.check.CheckPlan;
import org.ecglens.error.UserException;
import org.ecglens.perturbation.Mode;

/**
 * Evaluates explanations by perturbing the points that they rank as relevant.
 *
 * @param networks the networks
 * @param records the records
 * @param methods the explanations
 * @param attributions table of maps that other programs made, to be judged beside the methods; null
 *     without one. Maps are known by content, so the table may lie elsewhere when a run goes on
 * @param controls what the explanations are compared with; none in paper mode
 * @param perturbation how the points are perturbed
 * @param checks checks to evaluate
 * @param verdict by what methods are judged
 * @param protocol file of values that were registered before the run; null without one
 * @param heatmaps whether the attributions are written
 * @param recordCurves whether the curves of each record are written
 * @param duplicates what becomes of one recording under several ids
 * @param by labels by which records are divided into groups, each of which is judged as well
 * @param seed seed of all random draws
 * @param engine engine that runs the networks
 * @param shards how the work is divided
 */
public record EvaluationSpec(
    NetworksSpec networks,
    RecordsSpec records,
    MethodsSpec methods,
    @Asked(option = "--attributions", incidental = true, optional = true) String attributions,
    ControlsSpec controls,
    PerturbationSpec perturbation,
    ChecksSpec checks,
    VerdictSpec verdict,
    @Asked(option = "--protocol", incidental = true, optional = true) Protocol protocol,
    @Asked(option = "--heatmaps") boolean heatmaps,
    @Asked(option = "--record-curves") boolean recordCurves,
    @Asked(option = "--duplicates") Duplicates duplicates,
    @Asked(option = "--by") List<GroupBy> by,
    @Asked(option = "--seed") long seed,
    EngineSpec engine,
    ShardsSpec shards)
    implements NetworkSpec {
  private static final long serialVersionUID = 1L;

  /** The command's name. */
  public static final String COMMAND = "evaluate";

  /**
   * Checks that networks are named and that the mode has controls.
   *
   * @throws UserException if a value is unknown or out of range
   */
  public EvaluationSpec {
    Objects.requireNonNull(records, "records");
    Objects.requireNonNull(methods, "methods");
    Objects.requireNonNull(controls, "controls");
    Objects.requireNonNull(perturbation, "perturbation");
    Objects.requireNonNull(checks, "checks");
    verdict = verdict.in(perturbation.mode());
    Objects.requireNonNull(duplicates, "duplicates");
    by = by.stream().distinct().toList();
    Objects.requireNonNull(engine, "engine");
    Objects.requireNonNull(shards, "shards");
    NetworksSpec.checkNamed(networks);
    if (perturbation.mode() == Mode.PAPER && !controls.names().isEmpty()) {
      throw new UserException(
          "--controls "
              + String.join(",", controls.names())
              + ": --mode paper has no controls of its own; name those that are maps ("
              + String.join(", ", Controls.OWN_MAPS)
              + ") in --methods.");
    }
  }

  /** The defaults; the networks are to be named. */
  public static Builder builder() {
    return new Builder();
  }

  /** A copy to change. */
  public Builder with() {
    return new Builder(this);
  }

  @Override
  public CheckPlan checkPlan() {
    return checks.plan().with(verdict.checkThresholds());
  }

  @Override
  public PlannedVerdict plannedVerdict() {
    return PlannedVerdict.of(verdict, perturbation.mode(), protocol);
  }

  @Override
  public String command() {
    return COMMAND;
  }

  /** Collects the components of the spec; each setter has the name of its component. */
  public static final class Builder {
    private NetworksSpec networks;
    private RecordsSpec records = RecordsSpec.builder().build();
    private MethodsSpec methods = MethodsSpec.builder().build();
    private String attributions;
    private ControlsSpec controls;
    private PerturbationSpec perturbation = PerturbationSpec.builder().build();
    private ChecksSpec checks = ChecksSpec.builder().build();
    private VerdictSpec verdict = VerdictSpec.DEFAULT;
    private Protocol protocol;
    private boolean heatmaps = false;
    private boolean recordCurves = false;
    private Duplicates duplicates = Duplicates.DROP;
    private List<GroupBy> by = List.of();
    private long seed = 0;
    private EngineSpec engine = EngineSpec.builder().build();
    private ShardsSpec shards = ShardsSpec.builder().build();

    private Builder() {}

    private Builder(EvaluationSpec spec) {
      networks = spec.networks;
      records = spec.records;
      methods = spec.methods;
      attributions = spec.attributions;
      controls =
          spec.controls.equals(ControlsSpec.of(spec.perturbation.mode())) ? null : spec.controls;
      perturbation = spec.perturbation;
      checks = spec.checks;
      verdict = spec.verdict.from(spec.perturbation.mode());
      protocol = spec.protocol;
      heatmaps = spec.heatmaps;
      recordCurves = spec.recordCurves;
      duplicates = spec.duplicates;
      by = spec.by;
      seed = spec.seed;
      engine = spec.engine;
      shards = spec.shards;
    }

    /** See {@link EvaluationSpec#networks}. */
    public Builder networks(NetworksSpec value) {
      networks = value;
      return this;
    }

    /** See {@link EvaluationSpec#records}. */
    public Builder records(RecordsSpec value) {
      records = value;
      return this;
    }

    /** See {@link EvaluationSpec#methods}. */
    public Builder methods(MethodsSpec value) {
      methods = value;
      return this;
    }

    /** See {@link EvaluationSpec#attributions}. */
    public Builder attributions(String value) {
      attributions = value;
      return this;
    }

    /** See {@link EvaluationSpec#controls}; those that are not set follow the mode. */
    public Builder controls(ControlsSpec value) {
      controls = value;
      return this;
    }

    /** See {@link EvaluationSpec#perturbation}. */
    public Builder perturbation(PerturbationSpec value) {
      perturbation = value;
      return this;
    }

    /** See {@link EvaluationSpec#checks}. */
    public Builder checks(ChecksSpec value) {
      checks = value;
      return this;
    }

    /** See {@link EvaluationSpec#verdict}; a metric that is not set follows the mode. */
    public Builder verdict(VerdictSpec value) {
      verdict = value;
      return this;
    }

    /** See {@link EvaluationSpec#protocol}. */
    public Builder protocol(Protocol value) {
      protocol = value;
      return this;
    }

    /** See {@link EvaluationSpec#heatmaps}. */
    public Builder heatmaps(boolean value) {
      heatmaps = value;
      return this;
    }

    /** See {@link EvaluationSpec#recordCurves}. */
    public Builder recordCurves(boolean value) {
      recordCurves = value;
      return this;
    }

    /** See {@link EvaluationSpec#duplicates}. */
    public Builder duplicates(Duplicates value) {
      duplicates = value;
      return this;
    }

    /** See {@link EvaluationSpec#by}. */
    public Builder by(List<GroupBy> value) {
      by = value;
      return this;
    }

    /** See {@link EvaluationSpec#seed}. */
    public Builder seed(long value) {
      seed = value;
      return this;
    }

    /** See {@link EvaluationSpec#engine}. */
    public Builder engine(EngineSpec value) {
      engine = value;
      return this;
    }

    /** See {@link EvaluationSpec#shards}. */
    public Builder shards(ShardsSpec value) {
      shards = value;
      return this;
    }

    /**
     * Builds the spec.
     *
     * @throws UserException if a value is unknown or out of range
     */
    public EvaluationSpec build() {
      return new EvaluationSpec(
          networks,
          records,
          methods,
          attributions,
          controls == null ? ControlsSpec.of(perturbation.mode()) : controls,
          perturbation,
          checks,
          verdict,
          protocol,
          heatmaps,
          recordCurves,
          duplicates,
          by,
          seed,
          engine,
          shards);
    }
  }
}
