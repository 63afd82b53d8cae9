package org.ecglens.table;

/** Row of {@link Tables#BLANKING}. */
@TableInfo(
    folder = "blanking",
    meaning = "what taking a wave out does, over records",
    writtenBy = "evaluate")
public record BlankingRow(
    @Col(meaning = Meanings.MODEL) String model,
    @Col(meaning = Meanings.TARGET) String target,
    @Col(meaning = Meanings.WAVE) String wave,
    @Col(unit = "1", meaning = Meanings.N) long n,
    @Col(unit = "of the target", meaning = "mean absolute change of the prediction") double change,
    @Col(unit = "1", meaning = "records that have a label") long labelled,
    @Col(
            nullable = true,
            unit = "of the target",
            meaning = "mean absolute error with all waves; null where no record has a label")
        Double error,
    @Col(
            nullable = true,
            unit = "of the target",
            meaning = "mean absolute error without the wave; null where no record has a label")
        Double blankedError)
    implements TableRow {}
