package org.ecglens.table;

import org.ecglens.metric.Moments.Moment;

/** Row of {@link Tables#LOCALISATION}. */
@TableInfo(
    folder = "localisation",
    meaning = "where the absolute attribution lies",
    writtenBy = "evaluate")
public record LocalisationRow(
    @Col(meaning = Meanings.MODEL) String model,
    @Col(meaning = Meanings.TARGET) String target,
    @Col(meaning = Meanings.METHOD) String method,
    @Col(meaning = Meanings.PRESET) String preset,
    @Col(meaning = "kind of region: wave or lead") String region,
    @Col(meaning = "wave, rest of the beat, or lead") String name,
    @Col(
            meaning =
                "share of the absolute attribution, or share-over-area, which is 1 for a map"
                    + " without preference")
        String metric,
    @Col(unit = "1", meaning = Meanings.N) long n,
    @Col(nullable = true, unit = "1", meaning = Meanings.MEAN) Double mean,
    @Col(nullable = true, unit = "1", meaning = Meanings.SD) Double sd,
    @Col(nullable = true, unit = "1", meaning = Meanings.CI_LOW) Double ciLow,
    @Col(nullable = true, unit = "1", meaning = Meanings.CI_HIGH) Double ciHigh)
    implements TableRow {
  /** The row of a share over records. */
  public static LocalisationRow of(
      String model,
      String target,
      String method,
      String preset,
      String region,
      String name,
      String metric,
      Moment moment) {
    return new LocalisationRow(
        model,
        target,
        method,
        preset,
        region,
        name,
        metric,
        moment.n(),
        moment.mean(),
        moment.sd(),
        moment.ciLow(),
        moment.ciHigh());
  }
}
