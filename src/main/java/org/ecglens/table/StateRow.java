package org.ecglens.table;

/** Row of {@link Tables#STATES}; its arrays are not copied. */
@SuppressWarnings("ArrayRecordComponent")
@TableInfo(
    folder = "_state",
    meaning = "sums that tables of means are made of, by shard",
    writtenBy = "evaluate",
    internal = true)
public record StateRow(
    @Col(meaning = "what the sums are for") String kind,
    @Col(meaning = Meanings.MODEL) String model,
    @Col(meaning = Meanings.TARGET) String target,
    @Col(meaning = "attribution method, or none") String method,
    @Col(meaning = "what else rows of a kind are told apart by") String detail,
    @Col(unit = "1", meaning = "records that have each element") long[] n,
    @Col(unit = "of the kind", meaning = "mean of each element") double[] mean,
    @Col(
            unit = "squared unit of the kind",
            meaning = "sum of squared deviations from the mean of each element")
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
}
