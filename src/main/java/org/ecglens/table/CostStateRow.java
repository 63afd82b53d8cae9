package org.ecglens.table;

/** Row of {@link Tables#COST_STATES}. */
@TableInfo(
    folder = "_cost",
    meaning = "sums that the table cost is made of, by shard",
    writtenBy = {"attribute", "evaluate"},
    internal = true)
public record CostStateRow(
    @Col(meaning = Meanings.MODEL) String model,
    @Col(meaning = Meanings.METHOD) String method,
    @Col(unit = "1", meaning = "records that were explained") long n,
    @Col(unit = "ns", meaning = "time") long nanoseconds,
    @Col(unit = "1", meaning = "forward passes") long forwards,
    @Col(unit = "1", meaning = "backward passes, times targets") long backwards,
    @Col(
            nullable = true,
            unit = "B",
            meaning = "most memory of the process; null where the system does not tell")
        Long peakBytes)
    implements TableRow {}
