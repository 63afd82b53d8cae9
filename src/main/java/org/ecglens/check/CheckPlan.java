package org.ecglens.check;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.ecglens.graph.Graph;
import org.ecglens.model.ModelPlan;
import org.ecglens.model.Target;
import org.ecglens.net.Network;
import org.ecglens.perturbation.PerturbationPlan;
import org.ecglens.random.Draws;

/**
 * What is looked at besides perturbation curves.
 *
 * @param names of checks, of {@link #ALL}
 * @param records about how many the costly checks look at
 * @param randomisations how many times all weights are made random, in each of two ways
 * @param thresholds where they decide
 * @param share of all records that this is, in (0, 1]; which ones depends on seed and record alone
 */
public record CheckPlan(
    List<String> names, int records, int randomisations, CheckThresholds thresholds, double share)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Similarity of the maps of different methods. */
  public static final String AGREEMENT = "agreement";

  /** Similarity of the maps of different networks of the same target. */
  public static final String CONSISTENCY = "consistency";

  /** Whether a map is another one for another record. */
  public static final String INPUT_DEPENDENCE = "input-dependence";

  /** How few points a map points at. */
  public static final String COMPLEXITY = "complexity";

  /** Whether a map adds up to what it explains. */
  public static final String COMPLETENESS = "completeness";

  /** Which waves and leads a map points at. */
  public static final String LOCALISATION = "localisation";

  /** What the network says without a wave. */
  public static final String BLANKING = "blanking";

  /** What a map says when the network's weights are random. */
  public static final String RANDOMISATION = "randomisation";

  /** How a map changes with noise that changes little else. */
  public static final String ROBUSTNESS = "robustness";

  /** Whether a map predicts what the network says about slightly different records. */
  public static final String INFIDELITY = "infidelity";

  /** Checks that cost next to nothing beside the curves. */
  public static final List<String> CHEAP =
      List.of(
          AGREEMENT,
          CONSISTENCY,
          INPUT_DEPENDENCE,
          COMPLEXITY,
          COMPLETENESS,
          LOCALISATION,
          BLANKING);

  /** Checks that look at a sample of the records. */
  public static final List<String> COSTLY = List.of(RANDOMISATION, ROBUSTNESS, INFIDELITY);

  /** Checks whose outcome is that a method passes or fails, in the table {@code sanity}. */
  public static final List<String> SANITY = List.of(RANDOMISATION, INPUT_DEPENDENCE, ROBUSTNESS);

  /** All checks. */
  public static final List<String> ALL = Stream.concat(CHEAP.stream(), COSTLY.stream()).toList();

  /** No check. */
  public static final CheckPlan NONE = new CheckPlan(List.of(), 1, 2, 1);

  /** Puts the names in the order of {@link #ALL}. */
  public CheckPlan {
    names = ALL.stream().filter(names::contains).toList();
  }

  /** Checks that decide by the usual thresholds. */
  public CheckPlan(List<String> names, int records, int randomisations, double share) {
    this(names, records, randomisations, CheckThresholds.DEFAULT, share);
  }

  /** The same with other thresholds. */
  public CheckPlan with(CheckThresholds others) {
    return new CheckPlan(names, records, randomisations, others, share);
  }

  /** The same where there are so many records in all. */
  public CheckPlan among(long total) {
    return new CheckPlan(
        names,
        records,
        randomisations,
        thresholds,
        Math.min(1, (double) records / Math.max(1, total)));
  }

  /** Whether a check is among them. */
  public boolean has(String name) {
    return names.contains(name);
  }

  /** Whether the costly checks look at a record. */
  boolean chooses(long seed, String recordId) {
    return Draws.of(seed, "check", recordId).uniform(0, 0) < share;
  }

  /**
   * The checks for one shard; none where nothing is perturbed.
   *
   * @param models in the order in which they see the records
   * @param panel how records are perturbed, by operator; none to look at nothing
   * @param recordCurves whether each record's curves are written
   * @param opener opens a network that is a model's but for its weights
   */
  public List<Check> start(
      List<ModelPlan> models,
      List<PerturbationPlan> panel,
      boolean recordCurves,
      Function<Graph, Network> opener) {
    if (panel.isEmpty()) {
      return List.of();
    }
    List<Check> checks = new ArrayList<>();
    List<MapCheck> ofMaps = new ArrayList<>();
    checks.add(new PerturbationCheck(panel, recordCurves));
    for (String name : names) {
      switch (name) {
        case AGREEMENT -> ofMaps.add(new AgreementCheck());
        case CONSISTENCY -> checks.add(new ConsistencyCheck(shared(models)));
        case INPUT_DEPENDENCE -> checks.add(new InputDependenceCheck(this, thresholds));
        case COMPLEXITY -> ofMaps.add(new ComplexityCheck());
        case COMPLETENESS -> checks.add(new CompletenessCheck());
        case LOCALISATION -> ofMaps.add(new LocalisationCheck());
        case BLANKING -> checks.add(new BlankingCheck());
        case RANDOMISATION -> checks.add(new RandomisationCheck(this, opener));
        case ROBUSTNESS -> checks.add(new RobustnessCheck(this));
        case INFIDELITY -> checks.add(new InfidelityCheck(this));
        default -> throw new IllegalStateException(name);
      }
    }
    if (!ofMaps.isEmpty()) {
      checks.add(new MapChecks(ofMaps));
    }
    return checks;
  }

  /** Names of targets that several models have. */
  private static Set<String> shared(List<ModelPlan> models) {
    Set<String> seen = new HashSet<>();
    Set<String> shared = new HashSet<>();
    for (ModelPlan model : models) {
      for (Target target : model.targets()) {
        if (!seen.add(target.name())) {
          shared.add(target.name());
        }
      }
    }
    return shared;
  }
}
