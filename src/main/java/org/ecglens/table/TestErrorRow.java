package org.ecglens.table;

/** Row of {@link Tables#TEST_ERRORS}. */
@TableInfo(
    folder = "test_errors",
    meaning = "errors of finished networks on records that took no part in their training",
    writtenBy = "train")
public record TestErrorRow(
    @Col(meaning = Meanings.MODEL) String model,
    @Col(meaning = Meanings.TARGET) String target,
    @Col(unit = "1", meaning = Meanings.SEED) long seed,
    @Col(unit = "1", meaning = "epoch whose weights the network has") int epoch,
    @Col(unit = "1", meaning = "records of the test that have the label") int n,
    @Col(unit = "of the target", meaning = "mean absolute error") double meanAbsoluteError,
    @Col(unit = "of the target", meaning = "root of the mean squared error")
        double rootMeanSquareError,
    @Col(
            unit = "of the target",
            meaning =
                "standard deviation of the label: the error of a network that always says"
                    + " the mean")
        double labelSd)
    implements TableRow {}
