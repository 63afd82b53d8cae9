package org.ecglens.table;

/** Row of {@link Tables#SANITY}. */
@TableInfo(
    folder = "sanity",
    meaning =
        "similarity of a map to the one after weights are randomised, beside that of maps of"
            + " different records",
    writtenBy = "evaluate")
public record SanityRow(
    @Col(meaning = Meanings.MODEL) String model,
    @Col(meaning = Meanings.TARGET) String target,
    @Col(meaning = Meanings.METHOD) String method,
    @Col(meaning = Meanings.PRESET) String preset,
    @Col(
            meaning =
                "cascading: all layers from the output down to this one; independent: this"
                    + " layer alone")
        String check,
    @Col(unit = "1", meaning = "number of the layer counted from the output, from 1") int depth,
    @Col(meaning = "name of the layer") String layer,
    @Col(meaning = Meanings.SIMILARITY) String metric,
    @Col(unit = "1", meaning = Meanings.N) long n,
    @Col(nullable = true, unit = "1", meaning = Meanings.MEAN) Double mean,
    @Col(nullable = true, unit = "1", meaning = Meanings.SD) Double sd,
    @Col(nullable = true, unit = "1", meaning = Meanings.CI_LOW) Double ciLow,
    @Col(nullable = true, unit = "1", meaning = Meanings.CI_HIGH) Double ciHigh,
    @Col(unit = "1", meaning = "pairs of different records compared") long pairN,
    @Col(
            nullable = true,
            unit = "1",
            meaning =
                "mean similarity of the trained network's maps of different records; null"
                    + " for pair_n = 0")
        Double pairMean,
    @Col(
            nullable = true,
            unit = "1",
            meaning = "lower end of the 95 % interval of pair_mean; null where there is none")
        Double pairCiLow,
    @Col(
            nullable = true,
            unit = "1",
            meaning = "upper end of the 95 % interval of pair_mean; null where there is none")
        Double pairCiHigh,
    @Col(
            nullable = true,
            meaning =
                "pass or fail, in the row that decides, in which all layers are random; null"
                    + " in others and where it cannot be decided")
        String outcome,
    @Col(
            nullable = true,
            meaning = "why the method fails, or why nothing can be decided; null otherwise")
        String reason)
    implements TableRow {}
