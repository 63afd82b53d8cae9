package org.ecglens.plan;

import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.ecglens.check.CheckThresholds;
import org.ecglens.error.Suggestion;
import org.ecglens.metric.Scoring;
import org.ecglens.perturbation.Mode;
import org.ecglens.verdict.Thresholds;

/**
 * By what an evaluation decides. It is applied to the tables of a run whose shards are finished, so
 * a run may resume with another one: tables over all records and verdict are then computed again.
 *
 * @param metric by which methods are compared, one of {@link Scoring#primaries}; null, until the
 *     spec is part of an evaluation, for the mode's
 * @param thresholds of the verdict
 * @param checks thresholds of the checks by the names of {@link CheckThresholds#values}, all of
 *     them; the share that are the same map is counted in shards, which is why {@code same-map} may
 *     not change when a run with the check input-dependence resumes
 */
public record VerdictSpec(
    @Asked(option = "--metric", incidental = true, optional = true) String metric,
    @Asked(
            option = {
              "--confidence",
              "--significance",
              "--margin",
              "--least-records",
              "--least-subjects",
              "--largest-set",
              "--completeness-gap",
              "--empty-maps"
            },
            incidental = true)
        Thresholds thresholds,
    @Asked(option = "--check-threshold", incidental = true) Map<String, Double> checks)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What is used unless options or a protocol say otherwise. */
  public static final VerdictSpec DEFAULT = new VerdictSpec(null, Thresholds.DEFAULT, Map.of());

  /**
   * Writes out the thresholds of the checks.
   *
   * @throws org.ecglens.error.UserException if a name is unknown or a value out of range
   */
  public VerdictSpec {
    Objects.requireNonNull(thresholds, "thresholds");
    checks =
        Collections.unmodifiableSortedMap(
            new TreeMap<>(CheckThresholds.DEFAULT.with(checks).values()));
  }

  /** The thresholds of the checks. */
  public CheckThresholds checkThresholds() {
    return CheckThresholds.DEFAULT.with(checks);
  }

  /** The same by another metric; null for the mode's. */
  public VerdictSpec withMetric(String other) {
    return new VerdictSpec(other, thresholds, checks);
  }

  /** The same with other thresholds of the verdict. */
  public VerdictSpec withThresholds(Thresholds other) {
    return new VerdictSpec(metric, other, checks);
  }

  /**
   * The same for curves of a mode, with the metric written out.
   *
   * @throws org.ecglens.error.UserException if the mode has no such metric
   */
  VerdictSpec in(Mode mode) {
    if (metric == null) {
      return withMetric(Scoring.deciding(mode));
    }
    if (!Scoring.primaries(mode).contains(metric)) {
      throw Suggestion.unknown(
          "--metric in %s mode".formatted(mode.label()), metric, Scoring.primaries(mode));
    }
    return this;
  }

  /** The same with the metric left to the mode, where it is the mode's. */
  VerdictSpec from(Mode mode) {
    return Scoring.deciding(mode).equals(metric) ? withMetric(null) : this;
  }
}
