package org.ecglens.table;

/** Row of {@link Tables#SCORES}. */
@TableInfo(
    folder = "scores",
    meaning = "value of each metric for each record and method",
    writtenBy = "evaluate")
public record ScoreRow(
    @Col(meaning = Meanings.RECORD_ID) String recordId,
    @Col(meaning = Meanings.MODEL) String model,
    @Col(meaning = Meanings.TARGET) String target,
    @Col(meaning = Meanings.ANY_METHOD) String method,
    @Col(meaning = Meanings.PRESET) String preset,
    @Col(meaning = Meanings.MODE) String mode,
    @Col(meaning = Meanings.SCORE_ORDER) String order,
    @Col(meaning = Meanings.SCORE_OPERATOR) String operator,
    @Col(meaning = Meanings.METRIC) String metric,
    @Col(nullable = true, unit = "of the metric", meaning = "score; null where there is none")
        Double value,
    @Col(nullable = true, meaning = "why there is no score; null where there is one") String reason)
    implements TableRow {
  /** Order and operator of scores that no curve has part in. */
  public static final String NONE = "none";
}
