package org.ecglens.table;

/** Row of {@link Tables#SUBGROUPS}. */
@TableInfo(
    folder = "subgroups",
    meaning = "what is said of the methods in each group of records; only with --by",
    writtenBy = "evaluate")
public record SubgroupRow(
    @Col(meaning = Meanings.TARGET) String target,
    @Col(meaning = Meanings.BY) String by,
    @Col(meaning = Meanings.GROUP) String group,
    @Col(meaning = Meanings.METHOD) String method,
    @Col(
            name = "class",
            meaning =
                "recommended, undecided, worse or unsound in this group; control for one that is"
                    + " no method")
        String classOf,
    @Col(
            nullable = true,
            unit = "1",
            meaning =
                "mean of the score over operators, networks and the group's subjects, each"
                    + " operator's scores divided by their mean size over all groups; null for n ="
                    + " 0")
        Double mean,
    @Col(unit = "1", meaning = "subjects, or records where they are not known, in the mean") long n)
    implements TableRow {}
