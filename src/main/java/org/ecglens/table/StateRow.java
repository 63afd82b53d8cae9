package org.ecglens.table;

/** Row of {@link Tables#STATES}; its arrays are not copied. */
@SuppressWarnings("ArrayRecordComponent")
@TableInfo(
    folder = "_state",
    meaning = "sums that tables of means are made of, by shard",
    writtenBy = "evaluate",
    internal = true)
public record StateRow(
    @Col(unit = "1", meaning = "shard that summed up, from 0") int shard,
    @Col(meaning = "what the sums are for") String kind,
    @Col(meaning = Meanings.MODEL) String model,
    @Col(meaning = Meanings.TARGET) String target,
    @Col(meaning = "attribution method, or none") String method,
    @Col(meaning = "what else rows of a kind are told apart by") String detail,
    @Col(unit = "1", meaning = "records that have each element") long[] n,
    @Col(unit = "of the kind", meaning = "mean of each element") double[] mean,
    @Col(
            unit = "squared unit of the kind",
            meaning = "sum of squared deviations from the mean of each element")
        double[] m2)
    implements TableRow {}
