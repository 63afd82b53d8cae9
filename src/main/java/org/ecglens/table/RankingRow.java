package org.ecglens.table;

import org.ecglens.stats.MethodComparison;
import org.ecglens.stats.MethodComparison.Place;

/** Row of {@link Tables#RANKING}. */
@TableInfo(
    folder = "ranking",
    meaning =
        "methods compared on the same blocks: records that have a score of every method, or"
            + " subjects with the mean of their records",
    writtenBy = "evaluate")
public record RankingRow(
    @Col(meaning = Meanings.ANY_MODEL) String model,
    @Col(meaning = Meanings.TARGET) String target,
    @Col(meaning = Meanings.PRESET) String preset,
    @Col(meaning = Meanings.MODE) String mode,
    @Col(meaning = Meanings.ORDER) String order,
    @Col(meaning = Meanings.OPERATOR) String operator,
    @Col(meaning = Meanings.METRIC) String metric,
    @Col(meaning = Meanings.METHOD) String method,
    @Col(unit = "1", meaning = "blocks compared; 0 for a method without scores") long n,
    @Col(nullable = true, unit = "of the metric", meaning = "mean over blocks; null for n = 0")
        Double mean,
    @Col(nullable = true, unit = "of the metric", meaning = "median over blocks; null for n = 0")
        Double median,
    @Col(
            nullable = true,
            unit = "1",
            meaning = "mean of the ranks within blocks, 1 is best; null for n = 0")
        Double meanRank,
    @Col(
            nullable = true,
            unit = "1",
            meaning =
                "1 + number of methods with a smaller mean rank: equal ones share a place;"
                    + " null for n = 0")
        Integer place,
    @Col(
            nullable = true,
            unit = "1",
            meaning =
                "share of blocks in which the method is better than the method random, a tie"
                    + " counting half; null without that method, and for itself")
        Double winRate,
    @Col(
            nullable = true,
            unit = "1",
            meaning = "lower end of the 95 % interval of win_rate; null where that is")
        Double winLow,
    @Col(
            nullable = true,
            unit = "1",
            meaning = "upper end of the 95 % interval of win_rate; null where that is")
        Double winHigh,
    @Col(
            nullable = true,
            unit = "1",
            meaning =
                "statistic of Friedman's test, the same in all rows of a comparison; null"
                    + " where there is none")
        Double friedman,
    @Col(
            nullable = true,
            unit = "1",
            meaning = "p-value of Friedman's test; null where there is none")
        Double friedmanP,
    @Col(
            nullable = true,
            unit = "1",
            meaning = "Nemenyi's critical difference of mean ranks; null where there is none")
        Double criticalDifference,
    @Col(nullable = true, meaning = Meanings.REASON) String reason)
    implements TableRow {
  /**
   * The row of a method.
   *
   * @param group what was compared
   * @param comparison of all methods
   * @param place of one of them
   */
  public static RankingRow of(ScoreGroup group, MethodComparison comparison, Place place) {
    // A method that took no part in the comparison has nothing of it.
    boolean compared = place.place() != null;
    return new RankingRow(
        group.model(),
        group.target(),
        group.preset(),
        group.mode(),
        group.order(),
        group.operator(),
        group.metric(),
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
