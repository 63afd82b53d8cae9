package org.ecglens.metric;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the curves of one record and target are worth.
 *
 * @param scores by method and order in the order of the curves, then by metric
 * @param curves by method and order in the order of the curves
 * @param drawVariances by method, variance (n − 1) over noise draws of the metric that methods are
 *     ordered by, most relevant first, less that of the random order of the same draw; absent where
 *     there are fewer than two draws or one of them has no value
 */
public record RecordScores(
    List<Score> scores, List<MeanCurve> curves, Map<String, Double> drawVariances) {
  /** Copies the lists and the map. */
  public RecordScores {
    scores = List.copyOf(scores);
    curves = List.copyOf(curves);
    drawVariances = new LinkedHashMap<>(drawVariances);
  }
}
