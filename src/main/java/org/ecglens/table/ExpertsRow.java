package org.ecglens.table;

/** A row of {@link TableSchema#EXPERTS}. */
public record ExpertsRow(
    String target,
    String question,
    String metric,
    String order,
    int methods,
    int records,
    Double tau,
    Double ciLow,
    Double ciHigh,
    Double p,
    String reason)
    implements TableRow {

  @Override
  public TableSchema table() {
    return TableSchema.EXPERTS;
  }

  @Override
  public Object[] values() {
    return new Object[] {
      target, question, metric, order, methods, records, tau, ciLow, ciHigh, p, reason
    };
  }
}
