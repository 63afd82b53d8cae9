package org.ecglens.table;

/** A row of {@link TableSchema#CONSISTENCY}. */
public record ConsistencyRow(
    String target,
    String method,
    String model,
    String other,
    String preset,
    String metric,
    long n,
    Double mean,
    Double sd,
    Double ciLow,
    Double ciHigh)
    implements TableRow {

  @Override
  public TableSchema table() {
    return TableSchema.CONSISTENCY;
  }

  @Override
  public Object[] values() {
    return new Object[] {target, method, model, other, preset, metric, n, mean, sd, ciLow, ciHigh};
  }
}
