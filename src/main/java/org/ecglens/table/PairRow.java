package org.ecglens.table;

import org.ecglens.stats.MethodComparison.Pair;

/**
 * A row of {@link TableSchema#PAIRS}.
 *
 * @param group what was compared
 * @param pair two of the methods
 */
public record PairRow(ScoreGroup group, Pair pair) implements TableRow {

  @Override
  public TableSchema table() {
    return TableSchema.PAIRS;
  }

  @Override
  public Object[] values() {
    return group.values(
        pair.method(),
        pair.other(),
        pair.n(),
        pair.meanDifference(),
        pair.medianDifference(),
        pair.wilcoxon(),
        pair.p(),
        pair.pHolm(),
        pair.effect(),
        pair.dz(),
        pair.winRate(),
        pair.nemenyiP(),
        pair.recordsNeeded(),
        pair.reason());
  }
}
