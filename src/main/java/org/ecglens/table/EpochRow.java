package org.ecglens.table;

/** A row of {@link TableSchema#EPOCHS}. */
public record EpochRow(
    String model,
    String target,
    long seed,
    int epoch,
    double trainingLoss,
    double validationLoss,
    Double validationError,
    double rate,
    double seconds,
    double examplesPerSecond)
    implements TableRow {

  @Override
  public TableSchema table() {
    return TableSchema.EPOCHS;
  }

  @Override
  public Object[] values() {
    return new Object[] {
      model,
      target,
      seed,
      epoch,
      trainingLoss,
      validationLoss,
      validationError,
      rate,
      seconds,
      examplesPerSecond
    };
  }
}
