package org.ecglens.table;

/** Row of {@link Tables#RATERS}. */
@TableInfo(
    folder = "raters",
    meaning = "agreement of the raters with each other",
    writtenBy = "ratings")
public record RatersRow(
    @Col(meaning = "quantity that the network predicts; * is all of them") String target,
    @Col(meaning = "what was asked") String question,
    @Col(meaning = "measure of agreement, see ratings.md") String measure,
    @Col(
            name = "n_items",
            unit = "1",
            meaning = "heatmaps rated, or methods where the measure is over methods")
        int items,
    @Col(name = "n_raters", unit = "1", meaning = "raters") int raters,
    @Col(nullable = true, unit = "1", meaning = "agreement, 1 is perfect; null where there is none")
        Double value,
    @Col(
            nullable = true,
            unit = "1",
            meaning = "lower end of the 95 % interval; null where there is none")
        Double ciLow,
    @Col(
            nullable = true,
            unit = "1",
            meaning = "upper end of the 95 % interval; null where there is none")
        Double ciHigh,
    @Col(nullable = true, unit = "1", meaning = "p-value; null where the measure has none")
        Double p,
    @Col(
            nullable = true,
            meaning =
                "why there is no value, or no interval where the measure has one; null where"
                    + " nothing is missing")
        String reason)
    implements TableRow {
  /** Target of rows over all targets. */
  public static final String ALL = "*";

  /** Measure of Krippendorff's alpha of ranks. */
  public static final String ALPHA_ORDINAL = "krippendorff-alpha-ordinal";

  /** Measure of Krippendorff's alpha of ratings less each rater's mean. */
  public static final String ALPHA_CENTRED = "krippendorff-alpha-centred";

  /** Measure of the intraclass correlation for consistency of a single rater. */
  public static final String ICC_CONSISTENCY = "icc-3-1";

  /** Measure of Kendall's W over the methods. */
  public static final String W_METHODS = "kendall-w-methods";
}
