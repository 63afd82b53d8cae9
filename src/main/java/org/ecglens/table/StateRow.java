package org.ecglens.table;

/** A row of {@link TableSchema#STATES}. */
@SuppressWarnings("ArrayRecordComponent")
public record StateRow(
    String kind,
    String model,
    String target,
    String method,
    String detail,
    long[] n,
    double[] mean,
    double[] m2)
    implements TableRow {
  /** Kind of the sums of curves; {@code detail} is the order. */
  public static final String CURVES = "curves";

  /** Kind of similarities of methods; {@code detail} is the other method. */
  public static final String AGREEMENT = "agreement";

  /** Kind of similarities of networks; {@code detail} is the other network. */
  public static final String CONSISTENCY = "consistency";

  /** Kind of shares of waves; {@code detail} is the wave. */
  public static final String WAVES = "waves";

  /** Kind of shares of leads; {@code detail} is the lead. */
  public static final String LEADS = "leads";

  /**
   * Kind of change, error and error without a wave; {@code detail} is the wave, there is no method.
   */
  public static final String BLANKING = "blanking";

  /** Kind of similarities to a randomised network; {@code detail} is check, depth and layer. */
  public static final String SANITY = "sanity";

  @Override
  public TableSchema table() {
    return TableSchema.STATES;
  }

  @Override
  public Object[] values() {
    return new Object[] {kind, model, target, method, detail, n, mean, m2};
  }
}
