package org.ecglens.job;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ecglens.error.UserException;
import org.ecglens.job.option.AttributionOptions;
import org.ecglens.job.option.CheckOptions;
import org.ecglens.job.option.OutputOptions;
import org.ecglens.job.option.PerturbationOptions;
import org.ecglens.job.option.SeedOptions;
import org.ecglens.job.option.ShardOptions;
import org.ecglens.model.ModelCard;
import org.ecglens.model.ShippedNetworks;
import org.ecglens.ratings.RatingsTable;
import org.ecglens.report.page.PageFolder;
import org.ecglens.report.picture.LocalFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** From recordings and networks to a verdict, with everything that ecglens can look at. */
@Command(
    name = "judge",
    description = "From recordings and networks to a verdict on explanation methods.",
    footer = {
      "",
      "Does what ingest (or synth), evaluate, report and, where there are ratings, ratings do, in the"
          + " folders records, evaluation and report. Ends with a page that says for each target which method to"
          + " use, which to avoid and why: report/index.html, in short evaluation/verdict.txt, for"
          + " programs verdict.json.",
      "Examples:",
      "  jobs/submit jobs/judge.yaml",
      "  jobs/submit jobs/judge.yaml --input ludb --out out/ludb",
      "  jobs/submit judge --records records --model mine/qt.onnx --checks all --out out/mine"
    })
public final class JudgeJob implements Job {
  private static final String MODEL = "model";
  private static final String RECORDS = "records";

  @Option(
      names = "--input",
      split = ",",
      arity = "1..*",
      paramLabel = "PATH",
      description = "recordings to read first, folders or files as for ingest")
  private List<String> input = new ArrayList<>();

  @Option(
      names = "--beats",
      defaultValue = "median",
      description =
          "what is made of them: median beats, or as-recorded (default: ${DEFAULT-VALUE})")
  private String beats;

  @Option(
      names = "--records",
      paramLabel = "PATH",
      description = "records that were read before, in place of --input")
  private String records;

  @Option(
      names = "--synthetic",
      defaultValue = "24",
      paramLabel = "N",
      description = "records to make where neither is given (default: ${DEFAULT-VALUE})")
  private int synthetic;

  @Option(
      names = "--model",
      split = ",",
      paramLabel = "FILE",
      description = "networks, as for evaluate (default: those of --networks)")
  private List<String> model = new ArrayList<>();

  @Option(
      names = "--networks",
      split = ",",
      defaultValue = "QT-1,QT-2,R-1",
      paramLabel = "LIST",
      description = "networks that ecglens ships: target and seed (default: ${DEFAULT-VALUE})")
  private List<String> networks = new ArrayList<>();

  @Option(
      names = "--adapt",
      split = ",",
      paramLabel = "LIST",
      description = "steps that may bring a record to a network's input, as for evaluate")
  private List<String> adapt = new ArrayList<>();

  @Option(
      names = "--label",
      split = ",",
      paramLabel = "OUTPUT=LABEL",
      description = "label of the records that an output is compared with, as for evaluate")
  private Map<String, String> label = new LinkedHashMap<>();

  @Option(
      names = "--ratings",
      split = ",",
      paramLabel = "FILE",
      description = "experts' ratings of the heatmaps, as for the command ratings")
  private List<String> ratings = new ArrayList<>();

  @Mixin private final AttributionOptions attribution = new AttributionOptions();
  @Mixin private final PerturbationOptions perturbation = new PerturbationOptions();
  @Mixin private final CheckOptions checks = new CheckOptions();
  @Mixin private final SeedOptions seed = new SeedOptions();
  @Mixin private final OutputOptions output = new OutputOptions();
  @Mixin private final ShardOptions shards = new ShardOptions();

  @Override
  public Result run(JobContext context) throws Exception {
    attribution.methods(ModelCard.NONE);
    perturbation.plan(seed.seed);
    checks.plan();
    shards.check();
    if (!input.isEmpty() && records != null) {
      throw new UserException("--input and --records: give one of the two.");
    }
    if (!ratings.isEmpty()) {
      // A file that cannot be read is better known before the work than after it.
      RatingsTable.read(context.spark().get(), ratings);
    }
    if (LocalFolder.isLocal(output.out)) {
      PageFolder.of(page(), output.overwrite);
    }
    List<String> models = model.isEmpty() ? shipped() : model;
    String evaluation = output.out + "/evaluation";
    Result result =
        new Stage(new EvaluateJob())
            .withAll(MODEL, models)
            .withAll("adapt", adapt)
            .withAll("label", label.entrySet())
            .with(RECORDS, records(context))
            .with("out", evaluation)
            .withCommon(context)
            .run(context);
    List<String> lines = new ArrayList<>(result.lines());
    if (!ratings.isEmpty()) {
      lines.add("");
      lines.addAll(
          new Stage(new RatingsJob())
              .with("run", evaluation)
              .withAll("ratings", ratings)
              .withCommon(context)
              .run(context)
              .lines());
    }
    lines.addAll(report(evaluation, context));
    return Result.done(lines);
  }

  /** The page, where there is a folder for it that people can open. */
  private List<String> report(String evaluation, JobContext context) throws Exception {
    if (!LocalFolder.isLocal(output.out)) {
      return List.of("To look at it: jobs/submit report --run " + evaluation + " --out DIR");
    }
    return new Stage(new ReportJob())
        .with("run", evaluation)
        .with("out", page())
        .with("overwrite", output.overwrite)
        .run(context)
        .lines();
  }

  private String page() {
    return output.out + "/report";
  }

  private List<String> shipped() {
    if (!LocalFolder.isLocal(output.out)) {
      throw new UserException(
          "--out "
              + output.out
              + ": the networks that ecglens ships are copied to a local folder only; give --model.");
    }
    return ShippedNetworks.copy(networks, Path.of(output.out, MODEL));
  }

  /** Folder of the records, made where they are not there yet. */
  private String records(JobContext context) throws Exception {
    if (records != null) {
      return records;
    }
    String folder = output.out + "/" + RECORDS;
    Stage stage =
        input.isEmpty()
            ? new Stage(new SynthJob()).with(RECORDS, synthetic).with("seed", seed.seed)
            : new Stage(new IngestJob()).withAll("input", input).with("beats", beats);
    stage
        .with("overwrite", output.overwrite)
        .with("out", folder)
        .run(context)
        .lines()
        .forEach(context.out()::println);
    return folder;
  }
}
