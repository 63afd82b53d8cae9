package org.ecglens.table;

/** Row of {@link Tables#ATTRIBUTIONS}; its arrays are not copied. */
@SuppressWarnings("ArrayRecordComponent")
@TableInfo(
    folder = "attributions",
    meaning = "heatmaps, in the shape of the network's input; evaluate keeps them on request",
    writtenBy = {"attribute", "evaluate"})
public record AttributionRow(
    @Col(meaning = Meanings.RECORD_ID) String recordId,
    @Col(meaning = Meanings.MODEL) String model,
    @Col(meaning = Meanings.TARGET) String target,
    @Col(meaning = Meanings.METHOD) String method,
    @Col(meaning = Meanings.PRESET) String preset,
    @Col(
            unit = "of the method",
            meaning =
                "attribution of each point, lead-major: [lead * samples + sample] of the"
                    + " network's input")
        float[] attribution,
    @Col(unit = "of the target", meaning = Meanings.PREDICTION) double prediction,
    @Col(
            nullable = true,
            unit = "of the target",
            meaning =
                "completeness gap: sum of the attributions less the change of the prediction"
                    + " from the baseline; null where the method promises no such sum")
        Double delta,
    @Col(unit = "1", meaning = "points whose attribution is exactly 0") int zeros,
    @Col(
            nullable = true,
            unit = "of the method",
            meaning =
                "standard error of each point's attribution over random draws, as attribution; 0"
                    + " where all there is to draw was evaluated, null where the method draws"
                    + " nothing or does not estimate it")
        float[] standardError)
    implements TableRow {}
