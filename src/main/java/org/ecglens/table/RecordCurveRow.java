package org.ecglens.table;

/** A row of {@link TableSchema#RECORD_CURVES}. */
@SuppressWarnings("ArrayRecordComponent")
public record RecordCurveRow(
    String recordId,
    String model,
    String target,
    String method,
    String preset,
    String mode,
    String order,
    String operator,
    int repeat,
    int[] steps,
    double[] predictions)
    implements TableRow {

  @Override
  public TableSchema table() {
    return TableSchema.RECORD_CURVES;
  }

  @Override
  public Object[] values() {
    return new Object[] {
      recordId, model, target, method, preset, mode, order, operator, repeat, steps, predictions
    };
  }
}
