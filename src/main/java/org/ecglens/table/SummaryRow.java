package org.ecglens.table;

/** Row of {@link Tables#SUMMARY}. */
@TableInfo(folder = "summary", meaning = "scores over records", writtenBy = "evaluate")
public record SummaryRow(
    @Col(meaning = Meanings.MODEL) String model,
    @Col(meaning = Meanings.TARGET) String target,
    @Col(meaning = Meanings.ANY_METHOD) String method,
    @Col(meaning = Meanings.PRESET) String preset,
    @Col(meaning = Meanings.MODE) String mode,
    @Col(meaning = Meanings.SCORE_ORDER) String order,
    @Col(meaning = Meanings.SCORE_OPERATOR) String operator,
    @Col(meaning = Meanings.METRIC) String metric,
    @Col(unit = "1", meaning = "records that have a score") long n,
    @Col(nullable = true, unit = "of the metric", meaning = Meanings.MEAN) Double mean,
    @Col(nullable = true, unit = "of the metric", meaning = Meanings.SD) Double sd,
    @Col(nullable = true, unit = "of the metric", meaning = "median over records; null for n = 0")
        Double median,
    @Col(nullable = true, unit = "of the metric", meaning = Meanings.CI_LOW) Double ciLow,
    @Col(nullable = true, unit = "of the metric", meaning = Meanings.CI_HIGH) Double ciHigh)
    implements TableRow {}
