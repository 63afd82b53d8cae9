package org.ecglens.table;

import org.ecglens.stats.MethodComparison.Pair;

/** Row of {@link Tables#PAIRS}. */
@TableInfo(
    folder = "pairs",
    meaning = "pairs of the methods of ranking, differences being method less other",
    writtenBy = "evaluate")
public record PairRow(
    @Col(meaning = Meanings.ANY_MODEL) String model,
    @Col(meaning = Meanings.TARGET) String target,
    @Col(meaning = Meanings.PRESET) String preset,
    @Col(meaning = Meanings.MODE) String mode,
    @Col(meaning = Meanings.ORDER) String order,
    @Col(meaning = Meanings.OPERATOR) String operator,
    @Col(meaning = Meanings.METRIC) String metric,
    @Col(meaning = Meanings.METHOD) String method,
    @Col(meaning = Meanings.OTHER_METHOD) String other,
    @Col(unit = "1", meaning = "blocks compared") long n,
    @Col(
            nullable = true,
            unit = "of the metric",
            meaning = "mean of the differences; null for n = 0")
        Double meanDifference,
    @Col(
            nullable = true,
            unit = "of the metric",
            meaning = "median of the differences; null for n = 0")
        Double medianDifference,
    @Col(
            nullable = true,
            unit = "1",
            meaning = "statistic of the signed-rank test; null where there is none")
        Double wilcoxon,
    @Col(nullable = true, unit = "1", meaning = "its two-sided p-value; null where there is none")
        Double p,
    @Col(
            nullable = true,
            unit = "1",
            meaning = "p adjusted for all pairs of the comparison after Holm; null where p is")
        Double pHolm,
    @Col(
            nullable = true,
            unit = "1",
            meaning =
                "rank-biserial correlation, positive where method is the better one; null"
                    + " where there is none")
        Double effect,
    @Col(
            name = "d_z",
            nullable = true,
            unit = "1",
            meaning =
                "mean difference over its standard deviation, positive where method is the"
                    + " better one; null where there is none")
        Double dz,
    @Col(
            nullable = true,
            unit = "1",
            meaning =
                "share of blocks in which method is the better one, a tie counting half;"
                    + " null for n = 0")
        Double winRate,
    @Col(
            nullable = true,
            unit = "1",
            meaning = "p-value of Nemenyi's test; null where there is none")
        Double nemenyiP,
    @Col(
            nullable = true,
            unit = "1",
            meaning =
                "blocks, subjects where they are known, that would tell the two apart; null"
                    + " where none would")
        Long recordsNeeded,
    @Col(nullable = true, meaning = Meanings.REASON) String reason)
    implements TableRow {
  /**
   * The row of a pair.
   *
   * @param group what was compared
   * @param pair two of the methods
   */
  public static PairRow of(ScoreGroup group, Pair pair) {
    return new PairRow(
        group.model(),
        group.target(),
        group.preset(),
        group.mode(),
        group.order(),
        group.operator(),
        group.metric(),
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
