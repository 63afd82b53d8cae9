package org.ecglens.table;

/** A row of {@link TableSchema#PREDICTIONS}. */
public record PredictionRow(
    String recordId, String model, String target, double prediction, Double label)
    implements TableRow {

  @Override
  public TableSchema table() {
    return TableSchema.PREDICTIONS;
  }

  @Override
  public Object[] values() {
    return new Object[] {recordId, model, target, prediction, label};
  }
}
