package org.ecglens.job;

import org.ecglens.check.CheckPlan;
import org.ecglens.job.option.ModelOptions;
import org.ecglens.job.option.OutputOptions;
import org.ecglens.job.option.PartOptions;
import org.ecglens.job.option.RecordOptions;
import org.ecglens.job.option.ShardOptions;
import org.ecglens.run.RunOutcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs networks over records. */
@Command(
    name = "predict",
    description = "Run networks over records.",
    footer = {
      "",
      "Reads records; writes the tables predictions and quarantine.",
      "Example: jobs/submit predict --model qt.onnx --records records --out predicted"
    })
public final class PredictJob implements Job {
  @Mixin private final ModelOptions models = new ModelOptions();
  @Mixin private final RecordOptions records = new RecordOptions();
  @Mixin private final PartOptions part = new PartOptions();
  @Mixin private final OutputOptions output = new OutputOptions();
  @Mixin private final ShardOptions shards = new ShardOptions();

  @Override
  public Result run(JobContext context) throws Exception {
    RunOutcome outcome =
        new RecordRun("predict", context, models, records, part, output, shards)
            .run(new RecordRun.Work(null, 0, false, null, false, CheckPlan.NONE));
    return Result.done(OutcomeLines.of(outcome, output.out));
  }
}
