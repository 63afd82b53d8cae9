package org.ecglens.table;

/** A row of {@link TableSchema#COST}. */
public record CostRow(
    String model,
    String method,
    String preset,
    long n,
    double milliseconds,
    double forwards,
    double backwards,
    Double peakMemoryMb)
    implements TableRow {

  @Override
  public TableSchema table() {
    return TableSchema.COST;
  }

  @Override
  public Object[] values() {
    return new Object[] {model, method, preset, n, milliseconds, forwards, backwards, peakMemoryMb};
  }
}
