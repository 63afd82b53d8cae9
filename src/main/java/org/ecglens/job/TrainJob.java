package org.ecglens.job;

import java.util.ArrayList;
import java.util.List;
import org.ecglens.job.option.ArchitectureOptions;
import org.ecglens.job.option.ClassOptions;
import org.ecglens.job.option.OutputOptions;
import org.ecglens.job.option.RecipeOptions;
import org.ecglens.job.option.RecordTableOptions;
import org.ecglens.job.option.ShardOptions;
import org.ecglens.job.terminal.TrainingLines;
import org.ecglens.plan.Choice;
import org.ecglens.plan.TrainingSpec;
import org.ecglens.run.RunResult;
import org.ecglens.train.TrainedNetworks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains residual networks: one for each target and seed. */
@Command(
    name = "train",
    description = {
      "Train residual networks that read measures from records: one for each target and seed, each"
          + " in a task of its own.",
      "Without other options they are those of Storås et al., J Am Med Inform Assoc 2025;32:79-88."
    },
    footer = {
      "",
      "Reads records; writes NAME.onnx and NAME.card.json, the tables epochs, test_errors and"
          + " quarantine. The input is what most records are. A run that was killed goes on after"
          + " the last epoch of each network.",
      "A network computes on one core; --conf spark.task.cpus=2 gives it two.",
      "Examples:",
      "  jobs/submit train --records beats --targets QT,PR --seeds 1,2,3,4 --out networks",
      "  jobs/submit train --records beats --targets all --seeds 1 --epochs 20 --standardise"
          + " --best-epoch --stem 32x8,16x3 --blocks 2 --inner-width 32 --kernel 25 --out small"
    })
public final class TrainJob implements Job {
  @Mixin private final RecordTableOptions records = new RecordTableOptions();

  @Option(
      names = "--targets",
      required = true,
      split = ",",
      paramLabel = "LIST",
      description = "labels of the records, or all for rate, PR, QRS, QT, J, T and R")
  private List<String> targets = new ArrayList<>();

  @Mixin private final ClassOptions classes = new ClassOptions();

  @Option(
      names = "--seeds",
      defaultValue = "1",
      split = ",",
      paramLabel = "LIST",
      description = "seeds of networks (default: ${DEFAULT-VALUE})")
  private List<Long> seeds = new ArrayList<>();

  @Option(
      names = "--multi-output",
      defaultValue = "false",
      fallbackValue = "true",
      arity = "0..1",
      description = "one network for all targets of a seed, with an output for each")
  private boolean multiOutput;

  @Option(
      names = "--adapt",
      split = ",",
      paramLabel = "LIST",
      description =
          "steps that may bring a record to what most are: leads, resample, unit, crop, pad"
              + " (default: none); they go into the cards")
  private List<String> adapt = new ArrayList<>();

  @Option(
      names = "--normalisation",
      defaultValue = "folded",
      description =
          "batch normalisation in the ONNX files: folded into convolutions, or kept (default:"
              + " ${DEFAULT-VALUE})")
  private String normalisation;

  @Mixin private final ArchitectureOptions shape = new ArchitectureOptions();
  @Mixin private final RecipeOptions recipes = new RecipeOptions();
  @Mixin private final OutputOptions output = new OutputOptions();
  @Mixin private final ShardOptions shards = new ShardOptions();

  @Override
  public Result run(JobContext context) throws Exception {
    TrainingSpec spec =
        TrainingSpec.builder()
            .records(records.records)
            .targets(targets)
            .classes(classes.words())
            .seeds(seeds)
            .multiOutput(multiOutput)
            .adapt(adapt)
            .normalisation(
                Choice.ofAnyCase(
                    "--normalisation", normalisation, List.of(TrainingSpec.Normalisation.values())))
            .architecture(shape.spec())
            .recipe(recipes.spec())
            .split(recipes.split())
            .device(recipes.device())
            .shards(shards.spec())
            .build();
    RunResult<TrainedNetworks> trained = context.ecglens().train(spec, context.destination(output));
    return Result.done(
        TrainingLines.of(trained, spec.networks().size(), output.out, context.out()));
  }
}
