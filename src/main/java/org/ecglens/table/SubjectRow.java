package org.ecglens.table;

/** Row of {@link Tables#SUBJECTS}. */
@TableInfo(
    folder = "subjects",
    meaning = "whose a record is; only records of which that is known",
    writtenBy = {"predict", "attribute", "evaluate"})
public record SubjectRow(
    @Col(meaning = Meanings.RECORD_ID) String recordId,
    @Col(meaning = Meanings.SUBJECT) String subject)
    implements TableRow {}
