package org.ecglens.table;

/** A row of {@link TableSchema#CURVES}. */
public record CurveRow(
    String model,
    String target,
    String method,
    String preset,
    String mode,
    String order,
    String operator,
    int step,
    long n,
    Double mean,
    Double sd,
    Double ciLow,
    Double ciHigh)
    implements TableRow {

  @Override
  public TableSchema table() {
    return TableSchema.CURVES;
  }

  @Override
  public Object[] values() {
    return new Object[] {
      model, target, method, preset, mode, order, operator, step, n, mean, sd, ciLow, ciHigh
    };
  }
}
