package org.ecglens.table;

/** Row of {@link Tables#CURVES}. */
@TableInfo(folder = "curves", meaning = "mean curves over records", writtenBy = "evaluate")
public record CurveRow(
    @Col(meaning = Meanings.MODEL) String model,
    @Col(meaning = Meanings.TARGET) String target,
    @Col(meaning = Meanings.ANY_METHOD) String method,
    @Col(meaning = Meanings.PRESET) String preset,
    @Col(meaning = Meanings.MODE) String mode,
    @Col(meaning = Meanings.ORDER) String order,
    @Col(meaning = Meanings.OPERATOR) String operator,
    @Col(unit = "1", meaning = "step of perturbation; 0 is the unperturbed record") int step,
    @Col(unit = "1", meaning = Meanings.N) long n,
    @Col(nullable = true, unit = "1", meaning = Meanings.MEAN) Double mean,
    @Col(nullable = true, unit = "1", meaning = Meanings.SD) Double sd,
    @Col(nullable = true, unit = "1", meaning = Meanings.CI_LOW) Double ciLow,
    @Col(nullable = true, unit = "1", meaning = Meanings.CI_HIGH) Double ciHigh)
    implements TableRow {}
