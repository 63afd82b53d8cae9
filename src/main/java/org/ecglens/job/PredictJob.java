package org.ecglens.job;

import org.ecglens.job.option.EngineOptions;
import org.ecglens.job.option.NetworkOptions;
import org.ecglens.job.option.OutputOptions;
import org.ecglens.job.option.RecordOptions;
import org.ecglens.job.option.ShardOptions;
import org.ecglens.job.terminal.OutcomeLines;
import org.ecglens.plan.PredictionSpec;
import org.ecglens.run.RunOutcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs networks over records. */
@Command(
    name = "predict",
    description = "Run networks over records.",
    footer = {
      "",
      "Reads records; writes the tables predictions, subjects and quarantine.",
      "Example: jobs/submit predict --model qt.onnx --records records --out predicted"
    })
public final class PredictJob implements Job {
  @Mixin private final NetworkOptions networks = new NetworkOptions();
  @Mixin private final RecordOptions records = new RecordOptions();
  @Mixin private final EngineOptions engine = new EngineOptions();
  @Mixin private final OutputOptions output = new OutputOptions();
  @Mixin private final ShardOptions shards = new ShardOptions();

  @Override
  public Result run(JobContext context) throws Exception {
    PredictionSpec spec =
        PredictionSpec.builder()
            .networks(networks.spec())
            .records(records.spec())
            .engine(engine.spec())
            .shards(shards.spec())
            .build();
    RunOutcome outcome = context.ecglens().predict(spec, context.destination(output));
    return Result.done(OutcomeLines.of(outcome, output.out));
  }
}
