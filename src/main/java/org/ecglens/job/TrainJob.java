package org.ecglens.job;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.spark.sql.SparkSession;
import org.ecglens.ecg.Labels;
import org.ecglens.error.Suggestion;
import org.ecglens.error.UserException;
import org.ecglens.job.option.ArchitectureOptions;
import org.ecglens.job.option.OutputOptions;
import org.ecglens.job.option.RecipeOptions;
import org.ecglens.job.option.RecordOptions;
import org.ecglens.job.option.ShardOptions;
import org.ecglens.model.InputRequirement;
import org.ecglens.model.ModelCard;
import org.ecglens.net.training.Architecture;
import org.ecglens.net.training.Recipe;
import org.ecglens.net.training.Split;
import org.ecglens.records.RecordTable;
import org.ecglens.run.Progress;
import org.ecglens.run.RunFolder;
import org.ecglens.table.TestErrorRow;
import org.ecglens.train.TrainingNetwork;
import org.ecglens.train.TrainingPass;
import org.ecglens.train.TrainingPlan;
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
  @Mixin private final RecordOptions records = new RecordOptions();

  @Option(
      names = "--targets",
      required = true,
      split = ",",
      paramLabel = "LIST",
      description = "labels of the records, or all for rate, PR, QRS, QT, J, T and R")
  private List<String> targets = new ArrayList<>();

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
    shards.check();
    Recipe recipe = recipes.recipe();
    Split split = recipes.split();
    String device = recipes.device();
    boolean folded = folded();
    for (String step : adapt) {
      if (!ModelCard.STEPS.contains(step)) {
        throw Suggestion.unknown("step of --adapt", step, ModelCard.STEPS);
      }
    }
    Set<String> wanted = wanted();
    List<TrainingNetwork> networks = networks(wanted);
    SparkSession spark = context.spark().get();
    RecordTable table = RecordTable.open(spark, records.records);
    checkLabels(table, wanted);
    InputRequirement input = table.commonest(adapt);
    Architecture architecture = shape.architecture(input.leads(), input.samples());
    TrainingPlan plan =
        new TrainingPlan(
            networks,
            List.copyOf(wanted),
            input,
            split,
            architecture,
            recipe,
            device,
            folded,
            "%s of %d leads at %s Hz, %d samples in %s"
                .formatted(
                    input.kind() == null ? "records" : input.kind() + "s",
                    input.leads(),
                    input.sampleRateHz(),
                    input.samples(),
                    input.unit()),
            TrainingPass.versions(spark),
            UUID.randomUUID().toString());
    TrainingPass pass =
        new TrainingPass(
            spark,
            new RunFolder(output.out),
            new Progress("train: records laid out", context.out(), context.interactive()),
            context.out());
    TrainingPass.Trained trained =
        pass.run(
            new TrainingPass.Request(
                settings(plan),
                context.options(),
                table,
                output.overwrite,
                shards::shards,
                shards::checkQuarantined),
            plan);
    return result(trained, networks.size(), context);
  }

  private boolean folded() {
    List<String> known = List.of("folded", "kept");
    String choice = normalisation.toLowerCase(Locale.ROOT);
    if (!known.contains(choice)) {
      throw Suggestion.unknown("--normalisation", normalisation, known);
    }
    return choice.equals("folded");
  }

  private Set<String> wanted() {
    Set<String> wanted = new LinkedHashSet<>();
    for (String target : targets) {
      if (target.equals("all")) {
        wanted.addAll(Labels.ALL);
      } else {
        wanted.add(target);
      }
    }
    return wanted;
  }

  private List<TrainingNetwork> networks(Set<String> wanted) {
    Set<Long> different = new LinkedHashSet<>(seeds);
    List<TrainingNetwork> networks = new ArrayList<>();
    Map<String, String> names = new HashMap<>();
    for (long seed : different) {
      if (multiOutput) {
        networks.add(new TrainingNetwork("multi-" + seed, List.copyOf(wanted), seed));
        continue;
      }
      for (String target : wanted) {
        // A label may hold what a file's name may not.
        String stem = target.replaceAll("[^A-Za-z0-9._-]", "_");
        String other = names.putIfAbsent(stem.toLowerCase(Locale.ROOT), target);
        if (other != null && !other.equals(target)) {
          throw new UserException(
              "--targets: networks for '"
                  + other
                  + "' and '"
                  + target
                  + "' would be in files of one name; train them into different folders.");
        }
        networks.add(new TrainingNetwork(stem + "-" + seed, List.of(target), seed));
      }
    }
    return networks;
  }

  private static void checkLabels(RecordTable table, Set<String> wanted) {
    List<String> known = table.labelNames();
    Set<String> there = new HashSet<>(known);
    for (String target : wanted) {
      if (!there.contains(target)) {
        throw known.isEmpty()
            ? new UserException(
                "--records " + table.path() + ": no record has a label; ingest measures them.")
            : Suggestion.unknown("label in --targets", target, known);
      }
    }
  }

  private static Map<String, String> settings(TrainingPlan plan) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("--targets", String.join(",", plan.targets()));
    settings.put(
        "--seeds and --multi-output",
        String.join(",", plan.networks().stream().map(TrainingNetwork::name).toList()));
    settings.put("input of the networks", plan.input().toString());
    settings.put("architecture", plan.architecture().toString());
    settings.put("recipe", plan.recipe().toString());
    settings.put("split", plan.split().toString());
    settings.put("--normalisation", plan.folded() ? "folded" : "kept");
    return settings;
  }

  private Result result(TrainingPass.Trained trained, int networks, JobContext context) {
    List<String> lines = new ArrayList<>(OutcomeLines.records(trained.records()));
    lines.add(
        String.format(
            Locale.ROOT,
            "%-18s %-8s %6s %8s %10s %10s",
            "network",
            "target",
            "epoch",
            "tested",
            "MAE",
            "label SD"));
    for (TestErrorRow row : trained.networks()) {
      String unit = Labels.unit(row.target());
      lines.add(
          String.format(
              Locale.ROOT,
              "%-18s %-8s %6d %8d %10.4g %10.4g %s",
              row.model(),
              row.target(),
              row.epoch(),
              row.n(),
              row.meanAbsoluteError(),
              row.labelSd(),
              unit == null ? "" : unit));
    }
    if (!trained.failures().isEmpty()) {
      lines.forEach(context.out()::println);
      context.out().flush();
      StringBuilder message =
          new StringBuilder(
              "%d of %d networks could not be trained; the others are in %s."
                  .formatted(trained.failures().size(), networks, output.out));
      trained
          .failures()
          .forEach(
              (name, reason) -> message.append("\n  ").append(name).append(": ").append(reason));
      throw new UserException(message.toString());
    }
    lines.add("Results: " + output.out + " (networks, tables epochs and test_errors)");
    return Result.done(lines);
  }
}
