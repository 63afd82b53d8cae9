package org.ecglens.table;

/** A row of {@link TableSchema#AGREEMENT}. */
public record AgreementRow(
    String model,
    String target,
    String method,
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
    return TableSchema.AGREEMENT;
  }

  @Override
  public Object[] values() {
    return new Object[] {model, target, method, other, preset, metric, n, mean, sd, ciLow, ciHigh};
  }
}
