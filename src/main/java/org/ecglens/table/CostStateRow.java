package org.ecglens.table;

/** A row of {@link TableSchema#COST_STATES}. */
public record CostStateRow(
    String model,
    String method,
    long n,
    long nanoseconds,
    long forwards,
    long backwards,
    Long peakBytes)
    implements TableRow {

  @Override
  public TableSchema table() {
    return TableSchema.COST_STATES;
  }

  @Override
  public Object[] values() {
    return new Object[] {model, method, n, nanoseconds, forwards, backwards, peakBytes};
  }
}
