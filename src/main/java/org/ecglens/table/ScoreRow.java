package org.ecglens.table;

/** A row of {@link TableSchema#SCORES}. */
public record ScoreRow(
    String recordId,
    String model,
    String target,
    String method,
    String preset,
    String mode,
    String order,
    String operator,
    String metric,
    Double value,
    String reason)
    implements TableRow {
  /** Order and operator of scores that no curve has part in. */
  public static final String NONE = "none";

  @Override
  public TableSchema table() {
    return TableSchema.SCORES;
  }

  @Override
  public Object[] values() {
    return new Object[] {
      recordId, model, target, method, preset, mode, order, operator, metric, value, reason
    };
  }
}
