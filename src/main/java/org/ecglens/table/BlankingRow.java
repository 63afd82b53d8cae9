package org.ecglens.table;

/** A row of {@link TableSchema#BLANKING}. */
public record BlankingRow(
    String model,
    String target,
    String wave,
    long n,
    double change,
    long labelled,
    Double error,
    Double blankedError)
    implements TableRow {

  @Override
  public TableSchema table() {
    return TableSchema.BLANKING;
  }

  @Override
  public Object[] values() {
    return new Object[] {model, target, wave, n, change, labelled, error, blankedError};
  }
}
