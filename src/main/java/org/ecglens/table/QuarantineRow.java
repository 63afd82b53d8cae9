package org.ecglens.table;

/** A row of {@link TableSchema#QUARANTINE}. */
public record QuarantineRow(
    String recordId, String path, String stage, String reason, String detail) implements TableRow {

  @Override
  public TableSchema table() {
    return TableSchema.QUARANTINE;
  }

  @Override
  public Object[] values() {
    return new Object[] {recordId, path, stage, reason, detail};
  }
}
