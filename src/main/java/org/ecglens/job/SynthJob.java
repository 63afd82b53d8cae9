package org.ecglens.job;

import java.util.ArrayList;
import java.util.List;
import org.ecglens.job.option.OutputOptions;
import org.ecglens.job.option.SeedOptions;
import org.ecglens.job.option.ShardOptions;
import org.ecglens.job.terminal.OutcomeLines;
import org.ecglens.plan.Choice;
import org.ecglens.plan.SynthSpec;
import org.ecglens.run.RunOutcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Makes electrocardiograms whose wave limits and measurements are known exactly, or has a
 * generative network make them.
 */
@Command(
    name = "synth",
    description = {
      "Make electrocardiograms whose wave limits and measurements are known exactly, or, with"
          + " --generator, have a generative network make them."
    },
    footer = {
      "",
      "Writes the tables records and quarantine.",
      "Examples:",
      "  jobs/submit synth --records 2000 --seed 1 --out records",
      "  jobs/submit synth --records 2000 --classes AF=0.3,RBBB=0.2 --out classes",
      "  jobs/submit synth --generator pulse2pulse.onnx --records 10000 --seed 1 --out deepfake"
    })
public final class SynthJob implements Job {
  @Option(names = "--records", required = true, paramLabel = "N", description = "how many")
  private long records;

  @Mixin private final SeedOptions seed = new SeedOptions();

  @Option(
      names = "--kind",
      description =
          "median (one beat of 1.2 s) or rhythm (10 s), both at 500 Hz (default: median, with"
              + " --generator rhythm)")
  private String kind;

  @Option(
      names = "--classes",
      split = ",",
      paramLabel = "CLASS=SHARE",
      description =
          "classes that the share of the records has, as labels 0 and 1: AF (atrial fibrillation),"
              + " RBBB (right bundle branch block), LQT (long QT), STE (anterior ST elevation);"
              + " without a share 0.3")
  private List<String> classes = new ArrayList<>();

  @Option(
      names = "--generator",
      paramLabel = "FILE",
      description =
          "ONNX file of a network that makes rhythms of 8 or 12 leads at 500 Hz from noise, as"
              + " Pulse2Pulse (python/generator makes its file); the records have no labels")
  private String generator;

  @Mixin private final OutputOptions output = new OutputOptions();
  @Mixin private final ShardOptions shards = new ShardOptions();

  @Override
  public Result run(JobContext context) throws Exception {
    SynthSpec spec =
        SynthSpec.builder()
            .records(records)
            .seed(seed.seed)
            .kind(kind == null ? null : Choice.of("--kind", kind, SynthSpec.KINDS))
            .classes(classes)
            .generator(generator)
            .shards(shards.spec())
            .build();
    RunOutcome outcome = context.ecglens().synth(spec, context.destination(output));
    return Result.done(OutcomeLines.of(outcome, output.out));
  }
}
