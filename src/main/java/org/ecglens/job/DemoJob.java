package org.ecglens.job;

import java.util.List;
import org.ecglens.perturbation.Mode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Synthetic records, networks that ecglens ships, every method: a first evaluation without data.
 */
@Command(
    name = "demo",
    description = "Judge all methods on synthetic records with networks that ecglens ships.",
    footer = {"", "Example: jobs/submit demo --records 16 --out out/demo"})
public final class DemoJob implements Job {
  @Option(
      names = "--records",
      defaultValue = "16",
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
      defaultValue = "QT-1,QT-2,R-1",
      paramLabel = "LIST",
      description =
          "Networks to explain, of those shipped: target and seed, as QT-1 (default:"
              + " ${DEFAULT-VALUE}).")
  private List<String> networks;

  @Option(
      names = "--methods",
      split = ",",
      defaultValue = "paper",
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
      description = "Where records, networks, tables and report go (default: ${DEFAULT-VALUE}).")
  private String out;

  @Option(names = "--overwrite", description = "Remove what an earlier demo left there.")
  private boolean overwrite;

  @Override
  public Result run(JobContext context) throws Exception {
    return Result.done(
        Judgement.ofSynthetic(records, networks, methods, Mode.of(mode), seed, out, overwrite)
            .run(context));
  }
}
