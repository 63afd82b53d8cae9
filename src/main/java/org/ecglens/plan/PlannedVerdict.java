package org.ecglens.plan;

import java.io.Serializable;
import org.ecglens.metric.Scoring;
import org.ecglens.perturbation.Mode;
import org.ecglens.verdict.Thresholds;

/**
 * By what the verdict of a run decides.
 *
 * @param metric of the table of scores
 * @param aboveChance whether 0 of the metric is the random order of the same record
 * @param thresholds of the verdict
 * @param protocol that the run is held to, or null
 */
public record PlannedVerdict(
    String metric, boolean aboveChance, Thresholds thresholds, Protocol protocol)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The verdict that is asked for. */
  static PlannedVerdict of(VerdictSpec spec, Mode mode, Protocol protocol) {
    return new PlannedVerdict(
        Scoring.compared(mode, spec.metric()), mode == Mode.CORRECTED, spec.thresholds(), protocol);
  }
}
