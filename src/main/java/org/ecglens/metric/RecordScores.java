package org.ecglens.metric;

import java.util.List;

/**
 * What the curves of one record and target are worth.
 *
 * @param scores by method and order in the order of the curves, then by metric
 * @param curves by method and order in the order of the curves
 */
public record RecordScores(List<Score> scores, List<MeanCurve> curves) {
  /** Copies the lists. */
  public RecordScores {
    scores = List.copyOf(scores);
    curves = List.copyOf(curves);
  }
}
