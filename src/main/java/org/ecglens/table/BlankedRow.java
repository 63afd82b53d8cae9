package org.ecglens.table;

/** Row of {@link Tables#BLANKED}. */
@TableInfo(
    folder = "blanked",
    meaning = "predictions of median beats before and after a wave is taken out of them",
    writtenBy = "evaluate")
public record BlankedRow(
    @Col(meaning = Meanings.RECORD_ID) String recordId,
    @Col(meaning = Meanings.MODEL) String model,
    @Col(meaning = Meanings.TARGET) String target,
    @Col(meaning = Meanings.WAVE) String wave,
    @Col(unit = "of the target", meaning = Meanings.PREDICTION) double prediction,
    @Col(unit = "of the target", meaning = "output without the wave") double blanked,
    @Col(nullable = true, unit = "of the target", meaning = Meanings.LABEL) Double label)
    implements TableRow {}
