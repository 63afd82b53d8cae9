package org.ecglens.table;

/** Row of {@link Tables#EXPERTS}. */
@TableInfo(
    folder = "experts",
    meaning = "Kendall's tau-b between the experts' ranking of the methods and that by a metric",
    writtenBy = "ratings")
public record ExpertsRow(
    @Col(meaning = Meanings.TARGET) String target,
    @Col(meaning = "what was asked") String question,
    @Col(meaning = Meanings.METRIC) String metric,
    @Col(meaning = Meanings.SCORE_ORDER) String order,
    @Col(name = "n_methods", unit = "1", meaning = "methods ranked") int methods,
    @Col(name = "n_records", unit = "1", meaning = "records with a rating and a score") int records,
    @Col(name = "n_raters", unit = "1", meaning = "raters of these records") int raters,
    @Col(
            nullable = true,
            unit = "1",
            meaning = "tau-b, 1 is the same ranking, -1 the opposite; null where there is none")
        Double tau,
    @Col(
            nullable = true,
            unit = "1",
            meaning = "lower end of the 95 % interval; null where there is none")
        Double ciLow,
    @Col(
            nullable = true,
            unit = "1",
            meaning = "upper end of the 95 % interval; null where there is none")
        Double ciHigh,
    @Col(nullable = true, unit = "1", meaning = "p-value; null where there is none") Double p,
    @Col(nullable = true, meaning = Meanings.REASON) String reason)
    implements TableRow {}
