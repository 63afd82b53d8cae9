package org.ecglens.summary;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.ecglens.plan.EvaluationPlan;
import org.ecglens.run.storage.RunTables;
import org.ecglens.table.BlankingRow;
import org.ecglens.table.ComponentRow;
import org.ecglens.table.CostRow;
import org.ecglens.table.CurveRow;
import org.ecglens.table.PerformanceRow;
import org.ecglens.table.SummaryRow;
import org.ecglens.table.Tables;
import org.ecglens.verdict.MethodComponents;
import org.ecglens.verdict.TargetVerdict;
import org.ecglens.verdict.Verdict;

/**
 * What a run is worth over all its records: the rows of the small tables, and the verdict that
 * rests on them.
 *
 * @param curves mean curves, none without perturbation
 * @param summary scores, none without perturbation
 * @param rankings comparisons of the methods
 * @param checks what else was found of the methods
 * @param cost of the methods, none for a run that explains nothing
 * @param verdict null without perturbation
 */
public record RunSummary(
    List<CurveRow> curves,
    List<SummaryRow> summary,
    Rankings rankings,
    CheckRows checks,
    List<CostRow> cost,
    Verdict verdict) {

  /** Copies the lists. */
  public RunSummary {
    curves = List.copyOf(curves);
    summary = List.copyOf(summary);
    cost = List.copyOf(cost);
  }

  /** What taking waves out does. */
  public List<BlankingRow> blanking() {
    return checks.blanking();
  }

  /**
   * Makes the tables over all records of a run whose shards are finished.
   *
   * @param tables of the run
   * @param plan of the run
   * @param records taken in
   * @param synthetic share of the records that are synthetic, in [0, 1], or null where unknown;
   *     asked for where there is a verdict, since it takes a pass over the records
   */
  public static RunSummary write(
      RunTables tables, EvaluationPlan plan, long records, Supplier<Double> synthetic)
      throws IOException {
    boolean explains = plan.models().stream().anyMatch(model -> !model.names().isEmpty());
    List<CostRow> cost = explains ? CostTable.write(tables, plan.preset()) : List.of();
    List<PerformanceRow> performance = PerformanceTable.write(tables, plan);
    if (plan.panel().isEmpty()) {
      return new RunSummary(List.of(), List.of(), Rankings.NONE, CheckRows.NONE, cost, null);
    }
    MergedStates states = MergedStates.of(tables);
    List<CurveRow> curves = CurveTable.write(tables, states, plan.mode(), plan.preset());
    List<SummaryRow> summary = SummaryTable.write(tables, plan);
    Rankings rankings = new RankingTables(tables).write(plan);
    CheckRows checks = new CheckTables(tables, states, plan.checks(), plan.preset()).write();
    Verdict verdict =
        new RunVerdict(
                tables, states, plan, summary, Soundness.of(checks.sanity()), cost, performance)
            .verdict(records, synthetic.get());
    tables.write(Tables.COMPONENTS, components(verdict));
    return new RunSummary(curves, summary, rankings, checks, cost, verdict);
  }

  private static List<ComponentRow> components(Verdict verdict) {
    List<ComponentRow> rows = new ArrayList<>();
    for (TargetVerdict target : verdict.targets()) {
      for (MethodComponents method : target.components()) {
        Map<String, Double> parts = new LinkedHashMap<>();
        parts.put("record", method.record());
        parts.put("network", method.network());
        parts.put("operator", method.operator());
        parts.put("draw", method.draw());
        parts.put("rest", method.rest());
        parts.forEach(
            (component, variance) ->
                rows.add(
                    new ComponentRow(
                        target.target(), method.method(), target.metric(), component, variance)));
      }
    }
    return rows;
  }
}
