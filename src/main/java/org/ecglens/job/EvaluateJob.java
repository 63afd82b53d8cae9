package org.ecglens.job;

import java.util.ArrayList;
import java.util.List;
import org.ecglens.check.CheckPlan;
import org.ecglens.job.option.AttributionOptions;
import org.ecglens.job.option.CheckOptions;
import org.ecglens.job.option.ModelOptions;
import org.ecglens.job.option.OutputOptions;
import org.ecglens.job.option.PartOptions;
import org.ecglens.job.option.PerturbationOptions;
import org.ecglens.job.option.RecordOptions;
import org.ecglens.job.option.SeedOptions;
import org.ecglens.job.option.ShardOptions;
import org.ecglens.perturbation.PerturbationPlan;
import org.ecglens.report.text.BlankingTable;
import org.ecglens.report.text.MethodTable;
import org.ecglens.run.RunFolder;
import org.ecglens.run.RunOutcome;
import org.ecglens.run.storage.RunTables;
import org.ecglens.table.TableSchema;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Judges explanations by perturbing the points that they call relevant. */
@Command(
    name = "evaluate",
    description = "Judge explanations by perturbing the points that they call relevant.",
    footer = {
      "",
      "Reads records; writes the tables predictions, scores, summary, curves, ranking, pairs, cost,"
          + " quarantine, those of --checks (docs/metrics.md) and, on request, attributions and"
          + " record_curves; ends with a verdict, also in verdict.txt and verdict.json.",
      "Example: jobs/submit evaluate --model qt.onnx --records records --methods all"
          + " --out evaluated"
    })
public final class EvaluateJob implements Job {
  @Mixin private final ModelOptions models = new ModelOptions();
  @Mixin private final RecordOptions records = new RecordOptions();
  @Mixin private final PartOptions part = new PartOptions();
  @Mixin private final AttributionOptions attribution = new AttributionOptions();
  @Mixin private final PerturbationOptions perturbation = new PerturbationOptions();

  @Mixin private final CheckOptions checks = new CheckOptions();
  @Mixin private final SeedOptions seed = new SeedOptions();
  @Mixin private final OutputOptions output = new OutputOptions();
  @Mixin private final ShardOptions shards = new ShardOptions();

  @Override
  public Result run(JobContext context) throws Exception {
    RecordRun.Work work = work();
    PerturbationPlan plan = work.perturbation();
    CheckPlan looked = work.checks();
    RunOutcome outcome = recordRun(context).run(work);
    RunFolder folder = new RunFolder(output.out);
    RunTables tables = new RunTables(context.spark().get(), folder);
    List<String> lines =
        new ArrayList<>(
            MethodTable.lines(
                tables.read(TableSchema.SUMMARY).collectAsList(),
                plan.mode(),
                tables.read(TableSchema.COST).collectAsList()));
    if (looked.has(CheckPlan.BLANKING)) {
      lines.addAll(BlankingTable.lines(tables.read(TableSchema.BLANKING).collectAsList()));
    }
    lines.addAll(folder.verdict(context.spark().get().sessionState().newHadoopConf()));
    lines.add("");
    lines.addAll(OutcomeLines.of(outcome, output.out));
    return Result.done(lines);
  }

  /** What would be run. */
  RecordRun.Planned plan(JobContext context) {
    return recordRun(context).plan(work());
  }

  private RecordRun recordRun(JobContext context) {
    return new RecordRun("evaluate", context, models, records, part, output, shards);
  }

  private RecordRun.Work work() {
    return new RecordRun.Work(
        attribution,
        seed.seed,
        perturbation.heatmaps,
        perturbation.plan(seed.seed),
        perturbation.recordCurves,
        checks.plan());
  }
}
