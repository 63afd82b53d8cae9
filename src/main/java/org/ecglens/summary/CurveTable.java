package org.ecglens.summary;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.ecglens.check.CurveKey;
import org.ecglens.check.SumKind;
import org.ecglens.metric.Moments.Moment;
import org.ecglens.perturbation.Mode;
import org.ecglens.run.storage.RunTables;
import org.ecglens.table.CurveRow;
import org.ecglens.table.Tables;

/** The mean curves over records, from the sums of the shards. */
public final class CurveTable {
  private CurveTable() {}

  /**
   * Makes {@link Tables#CURVES}.
   *
   * @return its rows, by network, target, method, operator, order and step
   */
  public static List<CurveRow> write(
      RunTables tables, MergedStates states, Mode mode, String preset) throws IOException {
    List<CurveRow> rows = new ArrayList<>();
    for (MergedStates.Sum sum : states.of(SumKind.CURVES)) {
      CurveKey key = CurveKey.of(sum.detail());
      for (int i = 0; i < sum.moments().size(); i++) {
        Moment step = sum.moments().at(i);
        rows.add(
            new CurveRow(
                sum.model(),
                sum.target(),
                sum.method(),
                preset,
                mode.label(),
                key.order(),
                key.operator(),
                step.index(),
                step.n(),
                step.mean(),
                step.sd(),
                step.ciLow(),
                step.ciHigh()));
      }
    }
    return tables.write(Tables.CURVES, rows);
  }
}
