package org.ecglens.table;

/** A row of {@link TableSchema#TEST_ERRORS}. */
public record TestErrorRow(
    String model,
    String target,
    long seed,
    int epoch,
    int n,
    double meanAbsoluteError,
    double rootMeanSquareError,
    double labelSd)
    implements TableRow {

  @Override
  public TableSchema table() {
    return TableSchema.TEST_ERRORS;
  }

  @Override
  public Object[] values() {
    return new Object[] {
      model, target, seed, epoch, n, meanAbsoluteError, rootMeanSquareError, labelSd
    };
  }
}
