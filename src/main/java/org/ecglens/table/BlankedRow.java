package org.ecglens.table;

/** A row of {@link TableSchema#BLANKED}. */
public record BlankedRow(
    String recordId,
    String model,
    String target,
    String wave,
    double prediction,
    double blanked,
    Double label)
    implements TableRow {

  @Override
  public TableSchema table() {
    return TableSchema.BLANKED;
  }

  @Override
  public Object[] values() {
    return new Object[] {recordId, model, target, wave, prediction, blanked, label};
  }
}
