package org.ecglens.table;

import org.ecglens.metric.Moments.Moment;

/** Row of {@link Tables#AGREEMENT}. */
@TableInfo(
    folder = "agreement",
    meaning = "similarity of the maps of two methods, of the same record, network and target",
    writtenBy = "evaluate")
public record AgreementRow(
    @Col(meaning = Meanings.MODEL) String model,
    @Col(meaning = Meanings.TARGET) String target,
    @Col(meaning = Meanings.METHOD) String method,
    @Col(meaning = Meanings.OTHER_METHOD) String other,
    @Col(meaning = Meanings.PRESET) String preset,
    @Col(meaning = Meanings.SIMILARITY) String metric,
    @Col(unit = "1", meaning = Meanings.N) long n,
    @Col(nullable = true, unit = "1", meaning = Meanings.MEAN) Double mean,
    @Col(nullable = true, unit = "1", meaning = Meanings.SD) Double sd,
    @Col(nullable = true, unit = "1", meaning = Meanings.CI_LOW) Double ciLow,
    @Col(nullable = true, unit = "1", meaning = Meanings.CI_HIGH) Double ciHigh)
    implements TableRow {
  /** The row of a similarity over records. */
  public static AgreementRow of(
      String model,
      String target,
      String method,
      String other,
      String preset,
      String metric,
      Moment moment) {
    return new AgreementRow(
        model,
        target,
        method,
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
