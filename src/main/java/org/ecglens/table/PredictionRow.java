package org.ecglens.table;

/** Row of {@link Tables#PREDICTIONS}. */
@TableInfo(
    folder = "predictions",
    meaning = "outputs of networks",
    writtenBy = {"predict", "attribute", "evaluate"})
public record PredictionRow(
    @Col(meaning = Meanings.RECORD_ID) String recordId,
    @Col(meaning = Meanings.MODEL) String model,
    @Col(meaning = Meanings.TARGET) String target,
    @Col(unit = "of the target", meaning = Meanings.PREDICTION) double prediction,
    @Col(nullable = true, unit = "of the target", meaning = Meanings.LABEL) Double label,
    @Col(
            unit = "of what is explained",
            meaning =
                "what is explained and perturbed: the logit behind a probability, if the card does"
                    + " not say otherwise; else the prediction")
        double explained)
    implements TableRow {}
