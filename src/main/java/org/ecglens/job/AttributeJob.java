package org.ecglens.job;

import org.ecglens.job.option.EngineOptions;
import org.ecglens.job.option.MethodOptions;
import org.ecglens.job.option.NetworkOptions;
import org.ecglens.job.option.OutputOptions;
import org.ecglens.job.option.RecordOptions;
import org.ecglens.job.option.SeedOptions;
import org.ecglens.job.option.ShardOptions;
import org.ecglens.job.terminal.OutcomeLines;
import org.ecglens.plan.AttributionSpec;
import org.ecglens.run.RunOutcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Explains the outputs of networks for records. */
@Command(
    name = "attribute",
    description = "Explain the outputs of networks for records.",
    footer = {
      "",
      "Reads records; writes the tables predictions, attributions, subjects, cost and quarantine.",
      "Example: jobs/submit attribute --model qt.onnx --records records --methods paper"
          + " --preset captum --out explained"
    })
public final class AttributeJob implements Job {
  @Mixin private final NetworkOptions networks = new NetworkOptions();
  @Mixin private final RecordOptions records = new RecordOptions();
  @Mixin private final MethodOptions methods = new MethodOptions();
  @Mixin private final SeedOptions seed = new SeedOptions();
  @Mixin private final EngineOptions engine = new EngineOptions();
  @Mixin private final OutputOptions output = new OutputOptions();
  @Mixin private final ShardOptions shards = new ShardOptions();

  @Override
  public Result run(JobContext context) throws Exception {
    AttributionSpec spec =
        AttributionSpec.builder()
            .networks(networks.spec())
            .records(records.spec())
            .methods(methods.spec())
            .seed(seed.seed)
            .engine(engine.spec())
            .shards(shards.spec())
            .build();
    RunOutcome outcome = context.ecglens().attribute(spec, context.destination(output));
    return Result.done(OutcomeLines.of(outcome, output.out));
  }
}
