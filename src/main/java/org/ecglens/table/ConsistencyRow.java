package org.ecglens.table;

import org.ecglens.metric.Moments.Moment;

/** Row of {@link Tables#CONSISTENCY}. */
@TableInfo(
    folder = "consistency",
    meaning = "similarity of the maps of one method on two networks of the same target",
    writtenBy = "evaluate")
public record ConsistencyRow(
    @Col(meaning = Meanings.TARGET) String target,
    @Col(meaning = Meanings.METHOD) String method,
    @Col(meaning = Meanings.MODEL) String model,
    @Col(meaning = "network that it is compared with") String other,
    @Col(meaning = Meanings.PRESET) String preset,
    @Col(meaning = Meanings.SIMILARITY) String metric,
    @Col(unit = "1", meaning = Meanings.N) long n,
    @Col(nullable = true, unit = "1", meaning = Meanings.MEAN) Double mean,
    @Col(nullable = true, unit = "1", meaning = Meanings.SD) Double sd,
    @Col(nullable = true, unit = "1", meaning = Meanings.CI_LOW) Double ciLow,
    @Col(nullable = true, unit = "1", meaning = Meanings.CI_HIGH) Double ciHigh)
    implements TableRow {
  /** The row of a similarity over records. */
  public static ConsistencyRow of(
      String target,
      String method,
      String model,
      String other,
      String preset,
      String metric,
      Moment moment) {
    return new ConsistencyRow(
        target,
        method,
        model,
        other,
        preset,
        metric,
        moment.n(),
        moment.mean(),
        moment.sd(),
        moment.ciLow(),
        moment.ciHigh());
  }
}
