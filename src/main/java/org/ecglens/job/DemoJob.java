package org.ecglens.job;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Synthetic records, networks that ecglens ships, every method: a first look without data. */
@Command(
    name = "demo",
    description = "Judge all methods on synthetic records with networks that ecglens ships.",
    footer = {"", "Example: jobs/submit demo --records 32 --out out/demo"})
public final class DemoJob implements Job {
  private static final int SHARD_SIZE = 8;

  @Option(
      names = "--records",
      defaultValue = "32",
      paramLabel = "N",
      description = "Records to make (default: ${DEFAULT-VALUE}).")
  private int records;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "S",
      description = "Seed of records and of all draws (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--networks",
      split = ",",
      defaultValue = "QT-1,R-1",
      paramLabel = "LIST",
      description =
          "Networks to explain, of those shipped: target and seed, as QT-1 (default:"
              + " ${DEFAULT-VALUE}).")
  private List<String> networks;

  @Option(
      names = "--methods",
      split = ",",
      defaultValue = "all",
      paramLabel = "LIST",
      description = "Methods to judge (default: ${DEFAULT-VALUE}).")
  private List<String> methods;

  @Option(
      names = "--mode",
      defaultValue = "corrected",
      paramLabel = "MODE",
      description = "paper or corrected (default: ${DEFAULT-VALUE}).")
  private String mode;

  @Option(
      names = "--out",
      defaultValue = "out/demo",
      paramLabel = "DIR",
      description = "Where records, model and tables go (default: ${DEFAULT-VALUE}).")
  private Path out;

  @Option(names = "--overwrite", description = "Remove what an earlier demo left there.")
  private boolean overwrite;

  @Override
  public Result run(JobContext context) throws Exception {
    List<String> models = ShippedNetworks.copy(networks, out.resolve("model"));
    Path synthetic = out.resolve("records");
    new Stage(new SynthJob())
        .with("records", records)
        .with("seed", seed)
        .with("overwrite", overwrite)
        .with("out", synthetic)
        .run(context);
    return new Stage(new EvaluateJob())
        .with("model", String.join(",", models))
        .with("records", synthetic)
        .with("methods", String.join(",", methods))
        .with("mode", mode)
        .with("seed", seed)
        // Small shards: both cores of a laptop have work until the end.
        .with("shard-size", SHARD_SIZE)
        .with("out", out.resolve("evaluation"))
        .with("overwrite", overwrite)
        .run(context);
  }
}
