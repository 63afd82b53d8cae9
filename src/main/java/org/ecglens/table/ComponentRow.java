package org.ecglens.table;

/** Row of {@link Tables#COMPONENTS}. */
@TableInfo(
    folder = "components",
    meaning =
        "where the variance of the scores that the verdict rests on comes from, each operator's scores"
            + " divided by their mean size",
    writtenBy = "evaluate")
public record ComponentRow(
    @Col(meaning = Meanings.TARGET) String target,
    @Col(meaning = "attribution method or control") String method,
    @Col(meaning = "metric that decides") String metric,
    @Col(meaning = "record, network, operator, draw (of noise within a record) or rest")
        String component,
    @Col(
            nullable = true,
            unit = "1",
            meaning = "variance; null where the run has one level of the component only")
        Double variance)
    implements TableRow {}
