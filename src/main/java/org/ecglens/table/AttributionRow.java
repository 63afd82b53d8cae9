package org.ecglens.table;

/** A row of {@link TableSchema#ATTRIBUTIONS}. */
@SuppressWarnings("ArrayRecordComponent")
public record AttributionRow(
    String recordId,
    String model,
    String target,
    String method,
    String preset,
    float[] attribution,
    double prediction,
    Double delta,
    int zeros)
    implements TableRow {

  @Override
  public TableSchema table() {
    return TableSchema.ATTRIBUTIONS;
  }

  @Override
  public Object[] values() {
    return new Object[] {
      recordId, model, target, method, preset, attribution, prediction, delta, zeros
    };
  }
}
