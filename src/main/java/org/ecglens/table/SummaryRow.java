package org.ecglens.table;

/** A row of {@link TableSchema#SUMMARY}. */
public record SummaryRow(
    String model,
    String target,
    String method,
    String preset,
    String mode,
    String order,
    String operator,
    String metric,
    long n,
    Double mean,
    Double sd,
    Double median,
    Double ciLow,
    Double ciHigh)
    implements TableRow {

  @Override
  public TableSchema table() {
    return TableSchema.SUMMARY;
  }

  @Override
  public Object[] values() {
    return new Object[] {
      model, target, method, preset, mode, order, operator, metric, n, mean, sd, median, ciLow,
      ciHigh
    };
  }
}
