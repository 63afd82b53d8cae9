package org.ecglens.table;

/** Row of {@link Tables#EPOCHS}. */
@TableInfo(folder = "epochs", meaning = "course of each training", writtenBy = "train")
public record EpochRow(
    @Col(meaning = Meanings.MODEL) String model,
    @Col(meaning = Meanings.TARGET) String target,
    @Col(unit = "1", meaning = Meanings.SEED) long seed,
    @Col(unit = "1", meaning = "number of the epoch, from 1") int epoch,
    @Col(
            unit = "squared unit of the target, or 1 for standardised targets",
            meaning = "mean squared error on the records of the training")
        double trainingLoss,
    @Col(
            unit = "squared unit of the target, or 1 for standardised targets",
            meaning = "mean squared error on the records of the validation")
        double validationLoss,
    @Col(
            nullable = true,
            unit = "of the target",
            meaning =
                "mean absolute error on the records of the validation; null where none has"
                    + " the label")
        Double validationError,
    @Col(unit = "1", meaning = "learning rate") double rate,
    @Col(unit = "s", meaning = "time that the epoch took") double seconds,
    @Col(unit = "1/s", meaning = "examples trained on in a second") double examplesPerSecond)
    implements TableRow {}
