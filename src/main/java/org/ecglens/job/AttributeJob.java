package org.ecglens.job;

import org.ecglens.check.CheckPlan;
import org.ecglens.job.option.AttributionOptions;
import org.ecglens.job.option.ModelOptions;
import org.ecglens.job.option.OutputOptions;
import org.ecglens.job.option.PartOptions;
import org.ecglens.job.option.RecordOptions;
import org.ecglens.job.option.SeedOptions;
import org.ecglens.job.option.ShardOptions;
import org.ecglens.run.RunOutcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Explains the outputs of networks for records. */
@Command(
    name = "attribute",
    description = "Explain the outputs of networks for records.",
    footer = {
      "",
      "Reads records; writes the tables predictions, attributions, cost and quarantine.",
      "Example: jobs/submit attribute --model qt.onnx --records records --methods all"
          + " --preset captum --out explained"
    })
public final class AttributeJob implements Job {
  @Mixin private final ModelOptions models = new ModelOptions();
  @Mixin private final RecordOptions records = new RecordOptions();
  @Mixin private final PartOptions part = new PartOptions();
  @Mixin private final AttributionOptions attribution = new AttributionOptions();
  @Mixin private final SeedOptions seed = new SeedOptions();
  @Mixin private final OutputOptions output = new OutputOptions();
  @Mixin private final ShardOptions shards = new ShardOptions();

  @Override
  public Result run(JobContext context) throws Exception {
    RunOutcome outcome =
        new RecordRun("attribute", context, models, records, part, output, shards)
            .run(new RecordRun.Work(attribution, seed.seed, true, null, false, CheckPlan.NONE));
    return Result.done(OutcomeLines.of(outcome, output.out));
  }
}
