package org.ecglens.table;

/** Row of {@link Tables#GROUPS}. */
@TableInfo(
    folder = "_groups",
    meaning = "the groups that a record is in; only with --by",
    writtenBy = "evaluate",
    internal = true)
public record GroupRow(
    @Col(meaning = Meanings.RECORD_ID) String recordId,
    @Col(meaning = Meanings.BY) String by,
    @Col(meaning = Meanings.GROUP) String group)
    implements TableRow {}
