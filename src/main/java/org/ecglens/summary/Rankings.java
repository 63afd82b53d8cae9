package org.ecglens.summary;

import java.util.List;
import java.util.Map;
import org.ecglens.stats.MethodComparison;
import org.ecglens.table.PairRow;
import org.ecglens.table.RankingRow;
import org.ecglens.table.ScoreGroup;

/**
 * The methods of a run compared within records.
 *
 * @param comparisons by what was compared, in the order of network, target and metric
 * @param ranking a row for each method of each comparison
 * @param pairs a row for each pair of methods of each comparison
 */
public record Rankings(
    Map<ScoreGroup, MethodComparison> comparisons, List<RankingRow> ranking, List<PairRow> pairs) {
  /** Of a run without curves. */
  public static final Rankings NONE = new Rankings(Map.of(), List.of(), List.of());

  /** Copies the lists. */
  public Rankings {
    ranking = List.copyOf(ranking);
    pairs = List.copyOf(pairs);
  }
}
