package org.ecglens.table;

/** Row of {@link Tables#COST}. */
@TableInfo(
    folder = "cost",
    meaning =
        "what a method costs for each record, all targets together, as if it ran alone; the"
            + " prediction is left out",
    writtenBy = {"attribute", "evaluate"})
public record CostRow(
    @Col(meaning = Meanings.MODEL) String model,
    @Col(meaning = Meanings.METHOD) String method,
    @Col(meaning = Meanings.PRESET) String preset,
    @Col(unit = "1", meaning = "records that were explained") long n,
    @Col(unit = "ms", meaning = "time for a record") double milliseconds,
    @Col(
            unit = "1",
            meaning =
                "forward passes for a record, of it or of a changed one; a pass of a"
                    + " reference that all records share counts as time only")
        double forwards,
    @Col(unit = "1", meaning = "backward passes for a record, times targets") double backwards,
    @Col(
            nullable = true,
            unit = "MB (10⁶ bytes)",
            meaning =
                "most memory that a process running the method had resident meanwhile: heap,"
                    + " networks and tasks beside it included, the GPU's memory not; null where"
                    + " the system does not tell")
        Double peakMemoryMb)
    implements TableRow {}
