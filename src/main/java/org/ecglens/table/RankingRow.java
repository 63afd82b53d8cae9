package org.ecglens.table;

import org.ecglens.stats.MethodComparison;
import org.ecglens.stats.MethodComparison.Place;

/**
 * A row of {@link TableSchema#RANKING}.
 *
 * @param group what was compared
 * @param comparison of all methods
 * @param place of one of them
 */
public record RankingRow(ScoreGroup group, MethodComparison comparison, Place place)
    implements TableRow {

  @Override
  public TableSchema table() {
    return TableSchema.RANKING;
  }

  @Override
  public Object[] values() {
    // A method that took no part in the comparison has nothing of it.
    boolean compared = place.place() != null;
    return group.values(
        place.method(),
        place.n(),
        place.mean(),
        place.median(),
        place.meanRank(),
        place.place(),
        place.win(),
        place.winLow(),
        place.winHigh(),
        compared ? comparison.friedman() : null,
        compared ? comparison.friedmanP() : null,
        compared ? comparison.criticalDifference() : null,
        place.reason());
  }
}
