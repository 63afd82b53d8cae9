package org.ecglens.summary;

import java.util.List;
import org.ecglens.table.PairRow;
import org.ecglens.table.RankingRow;

/**
 * The methods of a run compared within records.
 *
 * @param ranking a row for each method of each comparison
 * @param pairs a row for each pair of methods of each comparison
 */
public record Rankings(List<RankingRow> ranking, List<PairRow> pairs) {
  /** Of a run without curves. */
  public static final Rankings NONE = new Rankings(List.of(), List.of());

  /** Copies the lists. */
  public Rankings {
    ranking = List.copyOf(ranking);
    pairs = List.copyOf(pairs);
  }
}
