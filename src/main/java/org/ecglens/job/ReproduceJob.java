package org.ecglens.job;

import java.util.ArrayList;
import java.util.List;
import org.ecglens.check.CheckPlan;
import org.ecglens.ecg.Ecg;
import org.ecglens.job.option.ArchitectureOptions;
import org.ecglens.job.option.MethodOptions;
import org.ecglens.job.option.OutputOptions;
import org.ecglens.job.option.RecipeOptions;
import org.ecglens.job.option.SeedOptions;
import org.ecglens.perturbation.Mode;
import org.ecglens.plan.ChecksSpec;
import org.ecglens.plan.EngineSpec;
import org.ecglens.plan.EvaluationSpec;
import org.ecglens.plan.NetworksSpec;
import org.ecglens.plan.PerturbationSpec;
import org.ecglens.plan.RecordPart;
import org.ecglens.plan.RecordsSpec;
import org.ecglens.plan.SynthSpec;
import org.ecglens.plan.TrainingSpec;
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
    return Result.done(experiment().run(context));
  }

  private Experiment experiment() {
    Experiment.Folders folders = new Experiment.Folders(output.out);
    return new Experiment(
        SynthSpec.builder()
            .records(records)
            .generator(generator)
            .kind(Ecg.Kind.RHYTHM)
            .seed(seed.seed)
            .build(),
        TrainingSpec.builder()
            .records(folders.beats())
            .targets(targets)
            .seeds(seeds)
            .architecture(shape.spec())
            .recipe(recipes.spec())
            .split(recipes.split())
            .device(recipes.device())
            .build(),
        EvaluationSpec.builder()
            .networks(NetworksSpec.of(folders.networks()))
            .records(
                RecordsSpec.builder()
                    .path(folders.beats())
                    .part(RecordPart.TEST)
                    .sample(sample)
                    .build())
            .methods(methods.spec())
            .perturbation(PerturbationSpec.builder().mode(Mode.of(mode)).build())
            .checks(ChecksSpec.builder().names(List.of(CheckPlan.BLANKING)).build())
            .seed(seed.seed)
            .engine(EngineSpec.builder().device(recipes.device()).build())
            .build(),
        folders,
        output.overwrite);
  }
}
