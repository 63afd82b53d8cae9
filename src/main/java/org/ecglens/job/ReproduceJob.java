package org.ecglens.job;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.ecglens.check.CheckPlan;
import org.ecglens.ecg.Lead;
import org.ecglens.error.UserException;
import org.ecglens.job.option.ArchitectureOptions;
import org.ecglens.job.option.AttributionOptions;
import org.ecglens.job.option.OutputOptions;
import org.ecglens.job.option.PartOptions;
import org.ecglens.job.option.RecipeOptions;
import org.ecglens.job.option.SeedOptions;
import org.ecglens.model.ModelCard;
import org.ecglens.perturbation.Mode;
import org.ecglens.report.text.RankingTable;
import org.ecglens.run.RunFolder;
import org.ecglens.run.storage.RunTables;
import org.ecglens.synth.SyntheticEcg;
import org.ecglens.table.TableSchema;
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
  private Path generator;

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
  @Mixin private final AttributionOptions attribution = new AttributionOptions();
  @Mixin private final SeedOptions seed = new SeedOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Override
  public Result run(JobContext context) throws Exception {
    Mode wanted = Mode.of(mode);
    checkBeforeHoursOfWork();
    String deepfake = output.out + "/deepfake";
    String beats = output.out + "/beats";
    String networks = output.out + "/networks";
    String evaluated = output.out + "/evaluated";
    run(
        "records",
        new Stage(new SynthJob())
            .with("records", records)
            .with("generator", generator)
            .with("kind", "rhythm")
            .with("seed", seed.seed)
            .with("out", deepfake),
        context);
    run(
        "median beats and their measures",
        new Stage(new IngestJob())
            .with("format", "parquet")
            .with("input", deepfake + "/records")
            .with("beats", "median")
            .with("out", beats),
        context);
    run(
        "networks",
        new Stage(new TrainJob())
            .with("records", beats)
            .with("targets", String.join(",", targets))
            .with("seeds", seeds.stream().map(String::valueOf).collect(Collectors.joining(",")))
            .with("out", networks),
        context);
    Result last =
        run(
            "explanations",
            new Stage(new EvaluateJob())
                .with("model", networks)
                .with("records", beats)
                .with("part", "test")
                .with("sample", sample)
                .with("checks", CheckPlan.BLANKING)
                // Small shards: every core has work until the end.
                .with("shard-size", SHARD_SIZE)
                .with("out", evaluated),
            context);
    RunTables tables = new RunTables(context.spark().get(), new RunFolder(evaluated));
    List<String> lines =
        new ArrayList<>(
            RankingTable.lines(tables.read(TableSchema.SUMMARY).collectAsList(), wanted));
    lines.addAll(last.lines());
    return Result.done(lines);
  }

  private void checkBeforeHoursOfWork() {
    recipes.recipe();
    recipes.split();
    recipes.device();
    shape.architecture(Lead.STANDARD.size(), SyntheticEcg.MEDIAN_SAMPLES);
    attribution.methods(ModelCard.NONE);
    if (!Files.isReadable(generator)) {
      throw new UserException(
          "--generator "
              + generator
              + ": there is no such file, or it cannot be read; python/generator/README.md says how"
              + " to make it.");
    }
    PartOptions.checkSample(sample);
  }

  private static Result run(String what, Stage stage, JobContext context) throws Exception {
    context.out().println("reproduce: " + what);
    return stage.withCommon(context).run(context);
  }
}
