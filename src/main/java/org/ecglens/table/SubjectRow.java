package org.ecglens.table;

/** A row of {@link TableSchema#SUBJECTS}. */
public record SubjectRow(String recordId, String subject) implements TableRow {

  @Override
  public TableSchema table() {
    return TableSchema.SUBJECTS;
  }

  @Override
  public Object[] values() {
    return new Object[] {recordId, subject};
  }
}
