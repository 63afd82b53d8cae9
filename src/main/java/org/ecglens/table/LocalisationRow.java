package org.ecglens.table;

/** A row of {@link TableSchema#LOCALISATION}. */
public record LocalisationRow(
    String model,
    String target,
    String method,
    String preset,
    String region,
    String name,
    String metric,
    long n,
    Double mean,
    Double sd,
    Double ciLow,
    Double ciHigh)
    implements TableRow {

  @Override
  public TableSchema table() {
    return TableSchema.LOCALISATION;
  }

  @Override
  public Object[] values() {
    return new Object[] {
      model, target, method, preset, region, name, metric, n, mean, sd, ciLow, ciHigh
    };
  }
}
