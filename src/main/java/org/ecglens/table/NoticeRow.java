package org.ecglens.table;

/** Row of {@link Tables#NOTICES}. */
@TableInfo(
    folder = "notices",
    meaning = "what was peculiar about recordings that could be read",
    writtenBy = {"ingest"})
public record NoticeRow(
    @Col(meaning = "record") String recordId,
    @Col(nullable = true, meaning = "file; null where the record comes from none") String path,
    @Col(meaning = "step that noticed it, such as read or check") String stage,
    @Col(
            meaning =
                "what it is, in a word: left-out, assumed-unit, assumed-rate, assumed-leads,"
                    + " convention-unit, convention-rate, person-in-path, checksum, header, unreadable-part, rate-contradiction, skew,"
                    + " invalid-lead, impossible-label, implausible-amplitude, cut,"
                    + " partly-measured, filled-gaps")
        String kind,
    @Col(meaning = "what it is, in a sentence") String detail)
    implements TableRow {}
