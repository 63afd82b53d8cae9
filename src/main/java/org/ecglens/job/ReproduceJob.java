package org.ecglens.job;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ecglens.Ecglens;
import org.ecglens.Evaluation;
import org.ecglens.check.CheckPlan;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Lead;
import org.ecglens.error.UserException;
import org.ecglens.job.option.ArchitectureOptions;
import org.ecglens.job.option.MethodOptions;
import org.ecglens.job.option.OutputOptions;
import org.ecglens.job.option.RecipeOptions;
import org.ecglens.job.option.SeedOptions;
import org.ecglens.perturbation.Mode;
import org.ecglens.plan.BeatsSpec;
import org.ecglens.plan.ChecksSpec;
import org.ecglens.plan.EngineSpec;
import org.ecglens.plan.EvaluationSpec;
import org.ecglens.plan.IngestSpec;
import org.ecglens.plan.NetworksSpec;
import org.ecglens.plan.PerturbationSpec;
import org.ecglens.plan.RecordPart;
import org.ecglens.plan.RecordsSpec;
import org.ecglens.plan.ShardsSpec;
import org.ecglens.plan.SynthSpec;
import org.ecglens.plan.TrainingSpec;
import org.ecglens.report.text.RankingTable;
import org.ecglens.run.Destination;
import org.ecglens.run.RunOutcome;
import org.ecglens.run.RunResult;
import org.ecglens.synth.SyntheticEcg;
import org.ecglens.train.TrainedNetworks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The reference work's experiment from the first record to the ranking of the methods. */
@Command(
    name = "reproduce",
    description = {
      "Repeat the experiment of Storås et al., J Am Med Inform Assoc 2025;32:79-88, with public"
          + " parts: generated records, their median beats and measures, networks for each measure,"
          + " and all explanation methods judged on records that no network has learnt from."
    },
    footer = {
      "",
      "Does what synth --generator, ingest --beats median, train and evaluate --part test do, in the"
          + " folders deepfake, beats, networks and evaluated. Started again after a kill it goes on"
          + " where it was.",
      "The generator's file is made by python/generator from a package on PyPI.",
      "Examples:",
      "  jobs/submit jobs/paper-small.yaml --generator pulse2pulse.onnx",
      "  jobs/submit reproduce --generator pulse2pulse.onnx --records 20000 --sample 200 --out paper"
    })
public final class ReproduceJob implements Job {
  private static final int SHARD_SIZE = 4;

  @Option(
      names = "--records",
      defaultValue = "20000",
      paramLabel = "N",
      description = "records to generate (default: ${DEFAULT-VALUE})")
  private long records;

  @Option(
      names = "--generator",
      required = true,
      paramLabel = "FILE",
      description = "ONNX file of a network that makes rhythms from noise, as for synth")
  private String generator;

  @Option(
      names = "--targets",
      defaultValue = "all",
      split = ",",
      paramLabel = "LIST",
      description = "labels, or all for rate, PR, QRS, QT, J, T and R (default: ${DEFAULT-VALUE})")
  private List<String> targets = new ArrayList<>();

  @Option(
      names = "--seeds",
      defaultValue = "1,2,3,4",
      split = ",",
      paramLabel = "LIST",
      description = "seeds of the networks of each target (default: ${DEFAULT-VALUE})")
  private List<Long> seeds = new ArrayList<>();

  @Option(
      names = "--sample",
      defaultValue = "200",
      paramLabel = "N",
      description = "records of the test part to explain (default: ${DEFAULT-VALUE})")
  private int sample;

  @Option(
      names = "--mode",
      defaultValue = "paper",
      description = "how records are perturbed: paper or corrected (default: ${DEFAULT-VALUE})")
  private String mode;

  @Mixin private final ArchitectureOptions shape = new ArchitectureOptions();
  @Mixin private final RecipeOptions recipes = new RecipeOptions();
  @Mixin private final MethodOptions methods = new MethodOptions();
  @Mixin private final SeedOptions seed = new SeedOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Override
  public Result run(JobContext context) throws Exception {
    // All specs before hours of work: what is wrong with one shows at once.
    SynthSpec synth =
        SynthSpec.builder()
            .records(records)
            .generator(generator)
            .kind(Ecg.Kind.RHYTHM)
            .seed(seed.seed)
            .build();
    IngestSpec ingest =
        IngestSpec.builder()
            .format(IngestSpec.PARQUET)
            .inputs(List.of(folder("deepfake") + "/records"))
            .beats(BeatsSpec.builder().form(BeatsSpec.Form.MEDIAN).build())
            .build();
    TrainingSpec training =
        TrainingSpec.builder()
            .records(folder("beats"))
            .targets(targets)
            .seeds(seeds)
            .architecture(shape.spec())
            .recipe(recipes.spec())
            .split(recipes.split())
            .device(recipes.device())
            .build();
    EvaluationSpec evaluation = evaluation();
    training.architecture().architecture(Lead.STANDARD.size(), SyntheticEcg.MEDIAN_SAMPLES);
    checkGenerator();
    Ecglens ecglens = context.ecglens();
    begin("records", context);
    tell(ecglens.synth(synth, destination("deepfake", context)), context);
    begin("median beats and their measures", context);
    tell(ecglens.ingest(ingest, destination("beats", context)).outcome(), context);
    begin("networks", context);
    RunResult<TrainedNetworks> trained =
        ecglens.train(training, destination("networks", context));
    TrainingLines.of(
            trained, training.networks().size(), folder("networks"), context.out())
        .forEach(context.out()::println);
    begin("explanations", context);
    Evaluation explained = ecglens.evaluate(evaluation, destination("evaluated", context));
    List<String> lines =
        new ArrayList<>(RankingTable.lines(explained.made().summary(), Mode.of(mode)));
    lines.addAll(EvaluationLines.of(explained, folder("evaluated")));
    return Result.done(lines);
  }

  private EvaluationSpec evaluation() {
    return EvaluationSpec.builder()
        .networks(NetworksSpec.of(folder("networks")))
        .records(
            RecordsSpec.builder()
                .path(folder("beats"))
                .part(RecordPart.TEST)
                .sample(sample)
                .build())
        .methods(methods.spec())
        .perturbation(PerturbationSpec.builder().mode(Mode.of(mode)).build())
        .checks(ChecksSpec.builder().names(List.of(CheckPlan.BLANKING)).build())
        .seed(seed.seed)
        .engine(EngineSpec.builder().device(recipes.device()).build())
        // Small shards: every core has work until the end.
        .shards(ShardsSpec.builder().shardSize(SHARD_SIZE).build())
        .build();
  }

  private void checkGenerator() {
    if (!Files.isReadable(Path.of(generator))) {
      throw new UserException(
          "--generator "
              + generator
              + ": there is no such file, or it cannot be read; python/generator/README.md says how"
              + " to make it.");
    }
  }

  private String folder(String name) {
    return output.out + "/" + name;
  }

  private Destination destination(String name, JobContext context) {
    return context.destination(folder(name), output.overwrite);
  }

  private static void begin(String what, JobContext context) {
    context.out().println("reproduce: " + what);
  }

  private static void tell(RunOutcome outcome, JobContext context) {
    OutcomeLines.records(outcome).forEach(context.out()::println);
  }
}
