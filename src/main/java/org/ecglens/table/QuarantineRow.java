package org.ecglens.table;

/** Row of {@link Tables#QUARANTINE}. */
@TableInfo(
    folder = "quarantine",
    meaning = "what could not be used and why: a record, or a file that is not one",
    writtenBy = {"ingest", "synth", "train", "predict", "attribute", "evaluate"})
public record QuarantineRow(
    @Col(nullable = true, meaning = "record; null where a file holds none") String recordId,
    @Col(nullable = true, meaning = "file; null where the record comes from none") String path,
    @Col(meaning = "step that refused it, such as read, check or fit") String stage,
    @Col(meaning = "why, in a word") String reason,
    @Col(meaning = "why, in a sentence") String detail)
    implements TableRow {}
