package org.ecglens.table;

/** How fast a heart beats in a record, as another program might keep it. */
@TableInfo(
    folder = "rates",
    meaning = "how fast the heart beats in each record",
    writtenBy = {"ingest"})
public record ExampleRow(
    @Col(meaning = Meanings.RECORD_ID) String recordId,
    @Col(unit = "1", meaning = "beats that were found") int beats,
    @Col(nullable = true, unit = "1/min", meaning = "median rate; null for fewer than two beats")
        Double rate,
    @Col(nullable = true, meaning = Meanings.REASON) String reason)
    implements TableRow {}
