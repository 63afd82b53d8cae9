package org.ecglens.table;

/** A row of {@link TableSchema#RATERS}. */
public record RatersRow(
    String target,
    String question,
    String measure,
    int items,
    int raters,
    Double value,
    Double ciLow,
    Double ciHigh,
    Double p,
    String reason)
    implements TableRow {
  /** Target of rows over all targets. */
  public static final String ALL = "*";

  /** Measure of Krippendorff's alpha of ranks. */
  public static final String ALPHA_ORDINAL = "krippendorff-alpha-ordinal";

  @Override
  public TableSchema table() {
    return TableSchema.RATERS;
  }

  @Override
  public Object[] values() {
    return new Object[] {target, question, measure, items, raters, value, ciLow, ciHigh, p, reason};
  }
}
