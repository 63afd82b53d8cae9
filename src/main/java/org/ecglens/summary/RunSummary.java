package org.ecglens.summary;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.ecglens.plan.EvaluationPlan;
import org.ecglens.run.RunFolder;
import org.ecglens.run.storage.RunTables;
import org.ecglens.stats.MethodComparison;
import org.ecglens.table.ScoreGroup;
import org.ecglens.table.TableSchema;
import org.ecglens.verdict.Verdict;

/** STUB until tables are merged. */
public record RunSummary(List<Row> summary, List<Row> cost, List<Row> blanking, Verdict verdict) {
  public static RunSummary write(
      SparkSession spark, RunFolder folder, EvaluationPlan work, long records) throws IOException {
    RunTables tables = new RunTables(spark, folder);
    if (work.models().stream().anyMatch(model -> !model.methods().isEmpty())) {
      CostTable.write(tables, work.preset());
    }
    if (work.perturbation() == null) {
      return new RunSummary(List.of(), List.of(), List.of(), null);
    }
    MergedStates states = MergedStates.of(tables);
    CurvesTable.write(tables, states, work.perturbation(), work.preset());
    tables.writeSummary(work.perturbation(), work.preset());
    Map<ScoreGroup, MethodComparison> comparisons = new RankingTables(spark, folder).write(work);
    new CheckTables(tables, states, work.checks(), work.preset()).write();
    Verdict verdict = new RunVerdict(work, tables, comparisons).verdict(records);
    return new RunSummary(
        tables.read(TableSchema.SUMMARY).collectAsList(),
        tables.read(TableSchema.COST).collectAsList(),
        tables.read(TableSchema.BLANKING).collectAsList(),
        verdict);
  }
}
