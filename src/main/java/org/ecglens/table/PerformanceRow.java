package org.ecglens.table;

/** Row of {@link Tables#PERFORMANCE}. */
@TableInfo(
    folder = "performance",
    meaning =
        "how well networks predict the labels of the records: mean-absolute-error of a quantity;"
            + " auroc, average-precision, brier, calibration-slope and accuracy of a class",
    writtenBy = {"predict", "attribute", "evaluate", "train"})
public record PerformanceRow(
    @Col(meaning = Meanings.MODEL) String model,
    @Col(meaning = Meanings.TARGET) String target,
    @Col(meaning = "what the value is") String metric,
    @Col(unit = "1", meaning = "records that have the label, of a class those with 0 or 1") long n,
    @Col(nullable = true, unit = "1", meaning = "of them with label 1; null of a quantity")
        Long positives,
    @Col(unit = "1", meaning = "subjects of them; a record of nobody known is one") long subjects,
    @Col(
            nullable = true,
            unit = "1",
            meaning = "probability from which on a class is said to be there; null elsewhere")
        Double threshold,
    @Col(nullable = true, unit = "of the metric", meaning = "null where there is none")
        Double value,
    @Col(
            nullable = true,
            unit = "of the metric",
            meaning = "lower end of the 95 % interval over subjects")
        Double ciLow,
    @Col(nullable = true, unit = "of the metric", meaning = "its upper end") Double ciHigh,
    @Col(nullable = true, meaning = Meanings.REASON) String reason)
    implements TableRow {}
