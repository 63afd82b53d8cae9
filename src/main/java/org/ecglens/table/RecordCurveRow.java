package org.ecglens.table;

/** Row of {@link Tables#RECORD_CURVES}; its arrays are not copied. */
@SuppressWarnings("ArrayRecordComponent")
@TableInfo(
    folder = "record_curves",
    meaning = "predictions while a record is perturbed, for each repeat; on request",
    writtenBy = "evaluate")
public record RecordCurveRow(
    @Col(meaning = Meanings.RECORD_ID) String recordId,
    @Col(meaning = Meanings.MODEL) String model,
    @Col(meaning = Meanings.TARGET) String target,
    @Col(meaning = Meanings.ANY_METHOD) String method,
    @Col(meaning = Meanings.PRESET) String preset,
    @Col(meaning = Meanings.MODE) String mode,
    @Col(meaning = Meanings.ORDER) String order,
    @Col(meaning = Meanings.OPERATOR) String operator,
    @Col(unit = "1", meaning = "number of the repeat, from 0") int repeat,
    @Col(unit = "1", meaning = "steps of perturbation, ascending from 0, the unperturbed record")
        int[] steps,
    @Col(unit = "of the target", meaning = "output of the network after each step")
        double[] predictions)
    implements TableRow {}
