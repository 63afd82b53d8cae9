package org.ecglens.summary;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.ecglens.check.SumKind;
import org.ecglens.metric.Moments;
import org.ecglens.perturbation.PerturbationPlan;
import org.ecglens.run.storage.RunTables;
import org.ecglens.table.CurveRow;
import org.ecglens.table.TableSchema;

/** Mean perturbation curves over all records, from the sums of the shards. */
final class CurvesTable {
  private CurvesTable() {}

  /** Makes {@link TableSchema#CURVES}. */
  static void write(RunTables tables, MergedStates states, PerturbationPlan plan, String preset)
      throws IOException {
    List<CurveRow> rows = new ArrayList<>();
    for (MergedStates.Sum sum : states.of(SumKind.CURVES)) {
      for (int i = 0; i < sum.moments().size(); i++) {
        Moments.Moment step = sum.moments().at(i);
        rows.add(
            new CurveRow(
                sum.model(),
                sum.target(),
                sum.method(),
                preset,
                plan.mode().label(),
                sum.detail(),
                plan.operator().name(),
                step.index(),
                step.n(),
                step.mean(),
                step.sd(),
                step.ciLow(),
                step.ciHigh()));
      }
    }
    tables.write(TableSchema.CURVES, rows);
  }
}
