package org.ecglens.table;

/** Row of {@link Tables#SANITY}. */
@TableInfo(
    folder = "sanity",
    meaning =
        "checks that a method passes or fails: whether its map depends on the weights and on the"
            + " record and withstands slight noise, beside the likeness of maps of different"
            + " records",
    writtenBy = "evaluate")
public record SanityRow(
    @Col(meaning = Meanings.MODEL) String model,
    @Col(meaning = Meanings.TARGET) String target,
    @Col(meaning = Meanings.METHOD) String method,
    @Col(meaning = Meanings.PRESET) String preset,
    @Col(
            meaning =
                "cascading: the weights of all layers from the output down to this one permuted;"
                    + " independent: those of this layer alone; reinitialised: all weights drawn"
                    + " anew; input-dependence: maps of different records compared; robustness:"
                    + " the record disturbed")
        String check,
    @Col(
            unit = "1",
            meaning =
                "number of the layer counted from the output, from 1; 0 for checks of no layer")
        int depth,
    @Col(meaning = "name of the layer; none for checks of no layer") String layer,
    @Col(
            meaning =
                "measure of similarity, or of instability for robustness; see metrics.md;"
                    + " partial-spearman-population is there with the weights of all layers random"
                    + " and in runs with the control population only")
        String metric,
    @Col(unit = "1", meaning = "draws of the weights that the numbers are of; 0 for other checks")
        int draws,
    @Col(
            nullable = true,
            unit = "1",
            meaning =
                "standard deviation over draws of their means over records; null for draws < 2")
        Double drawSd,
    @Col(
            unit = "1",
            meaning = "records that the numbers are of; for input-dependence pairs of records")
        long n,
    @Col(nullable = true, unit = "1", meaning = Meanings.MEAN) Double mean,
    @Col(nullable = true, unit = "1", meaning = Meanings.SD) Double sd,
    @Col(
            nullable = true,
            unit = "1",
            meaning =
                "lower end of the 95 % interval of the mean, over records and draws; null where"
                    + " there is none")
        Double ciLow,
    @Col(
            nullable = true,
            unit = "1",
            meaning = "upper end of the same interval; null where there is none")
        Double ciHigh,
    @Col(unit = "1", meaning = "pairs of different records compared") long pairN,
    @Col(
            nullable = true,
            unit = "1",
            meaning =
                "mean similarity of the trained network's maps of different records, for"
                    + " robustness 1 - their rank correlation; null for pair_n = 0")
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
            unit = "1",
            meaning =
                "mean similarity of two products of the record with independent noise; null for"
                    + " other checks and methods that do not multiply by their input")
        Double productMean,
    @Col(
            nullable = true,
            unit = "1",
            meaning = "upper end of the 95 % interval of product_mean; null where there is none")
        Double productCiHigh,
    @Col(
            nullable = true,
            meaning =
                "pass or fail, in the row that decides (see metrics.md); null in others and where"
                    + " it cannot be decided")
        String outcome,
    @Col(
            nullable = true,
            meaning = "why the method fails, or why nothing can be decided; null otherwise")
        String reason)
    implements TableRow {}
