package org.ecglens.table;

/** A row of {@link TableSchema#STATES}. */
@SuppressWarnings("ArrayRecordComponent")
public record StateRow(
    String kind,
    String model,
    String target,
    String method,
    String detail,
    long[] n,
    double[] mean,
    double[] m2)
    implements TableRow {

  @Override
  public TableSchema table() {
    return TableSchema.STATES;
  }

  @Override
  public Object[] values() {
    return new Object[] {kind, model, target, method, detail, n, mean, m2};
  }
}
