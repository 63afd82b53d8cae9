package org.ecglens.table;

/** A row of {@link TableSchema#RATINGS}. */
public record RatingRow(
    String recordId, String target, String method, String rater, String question, double value)
    implements TableRow {

  @Override
  public TableSchema table() {
    return TableSchema.RATINGS;
  }

  @Override
  public Object[] values() {
    return new Object[] {recordId, target, method, rater, question, value};
  }
}
