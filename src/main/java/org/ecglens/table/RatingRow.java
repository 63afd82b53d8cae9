package org.ecglens.table;

/** Row of {@link Tables#RATINGS}. */
@TableInfo(
    folder = "ratings",
    meaning = "what experts say of heatmaps of this run",
    writtenBy = "ratings")
public record RatingRow(
    @Col(meaning = Meanings.RECORD_ID) String recordId,
    @Col(meaning = Meanings.TARGET) String target,
    @Col(meaning = Meanings.METHOD) String method,
    @Col(meaning = "expert") String rater,
    @Col(meaning = "what was asked") String question,
    @Col(unit = "of the question", meaning = "rating") double value)
    implements TableRow {}
