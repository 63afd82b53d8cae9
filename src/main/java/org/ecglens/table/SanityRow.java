package org.ecglens.table;

/** A row of {@link TableSchema#SANITY}. */
public record SanityRow(
    String model,
    String target,
    String method,
    String preset,
    String check,
    int depth,
    String layer,
    String metric,
    long n,
    Double mean,
    Double sd,
    Double ciLow,
    Double ciHigh,
    long pairN,
    Double pairMean,
    Double pairCiLow,
    Double pairCiHigh,
    String outcome,
    String reason)
    implements TableRow {

  @Override
  public TableSchema table() {
    return TableSchema.SANITY;
  }

  @Override
  public Object[] values() {
    return new Object[] {
      model,
      target,
      method,
      preset,
      check,
      depth,
      layer,
      metric,
      n,
      mean,
      sd,
      ciLow,
      ciHigh,
      pairN,
      pairMean,
      pairCiLow,
      pairCiHigh,
      outcome,
      reason
    };
  }
}
