package org.ecglens.job;

import java.util.ArrayList;
import java.util.List;
import org.ecglens.Suggestion;
import org.ecglens.perturbation.PerturbationPlan;
import org.ecglens.spark.Outcome;
import org.ecglens.spark.RunFolder;
import org.ecglens.spark.RunTables;
import org.ecglens.table.TableSchema;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Judges explanations by perturbing the points that they call relevant. */
@Command(
    name = "evaluate",
    description = "Judge explanations by perturbing the points that they call relevant.",
    footer = {
      "",
      "Reads records; writes the tables predictions, scores, curves, summary and quarantine; on"
          + " request attributions and record_curves, with --checks blanking blanked and blanking.",
      "Example: jobs/submit evaluate --model qt.onnx --records records --methods all"
          + " --out evaluated"
    })
public final class EvaluateJob implements Job {
  /** The check that takes waves out. */
  static final String BLANKING = "blanking";

  @Mixin private final ModelOptions models = new ModelOptions();
  @Mixin private final RecordOptions records = new RecordOptions();
  @Mixin private final PartOptions part = new PartOptions();
  @Mixin private final AttributionOptions attribution = new AttributionOptions();
  @Mixin private final PerturbationOptions perturbation = new PerturbationOptions();

  @Option(
      names = "--checks",
      split = ",",
      paramLabel = "LIST",
      description =
          "what else is looked at: blanking takes P, QRS and T out of median beats whose limits are"
              + " known and predicts again (default: none)")
  private List<String> checks = new ArrayList<>();

  @Mixin private final SeedOptions seed = new SeedOptions();
  @Mixin private final OutputOptions output = new OutputOptions();
  @Mixin private final ShardOptions shards = new ShardOptions();

  @Override
  public Result run(JobContext context) throws Exception {
    PerturbationPlan plan = perturbation.plan(seed.seed);
    for (String check : checks) {
      if (!check.equals(BLANKING)) {
        throw Suggestion.unknown("--checks", check, List.of(BLANKING));
      }
    }
    boolean blanking = !checks.isEmpty();
    Outcome outcome =
        new RecordRun("evaluate", context, models, records, part, output, shards)
            .run(
                new RecordRun.Work(
                    attribution,
                    seed.seed,
                    perturbation.heatmaps,
                    plan,
                    perturbation.recordCurves,
                    blanking));
    RunTables tables = new RunTables(context.spark().get(), new RunFolder(output.out));
    List<String> lines =
        new ArrayList<>(
            MethodTable.lines(
                tables.read(TableSchema.SUMMARY).collectAsList(), plan.mode(), outcome.counts()));
    if (blanking) {
      lines.addAll(BlankingTable.lines(tables.read(TableSchema.BLANKING).collectAsList()));
    }
    lines.addAll(OutcomeLines.of(outcome, output.out));
    return Result.done(lines);
  }
}
