package org.ecglens.table;

/** A row of {@link TableSchema#CURVE_STATES}. */
@SuppressWarnings("ArrayRecordComponent")
public record CurveStateRow(
    String model, String target, String method, String order, long[] n, double[] mean, double[] m2)
    implements TableRow {

  @Override
  public TableSchema table() {
    return TableSchema.CURVE_STATES;
  }

  @Override
  public Object[] values() {
    return new Object[] {model, target, method, order, n, mean, m2};
  }
}
