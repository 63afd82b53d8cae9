package org.ecglens.job;

import java.util.ArrayList;
import java.util.List;
import org.ecglens.job.option.RunOptions;
import org.ecglens.job.option.SeedOptions;
import org.ecglens.job.terminal.RatingsLines;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Compares experts' ratings of heatmaps with the scores of a run. */
@Command(
    name = "ratings",
    description = {
      "Say how far experts who rated heatmaps agree with each other, and with the objective ranking"
          + " of the methods."
    },
    footer = {
      "",
      "Reads files with the columns record, target, method, rater, question and value, where a"
          + " larger value is a better heatmap; writes the tables ratings, raters and experts into"
          + " the run's folder. See docs/ratings.md.",
      "Example: jobs/submit ratings --run evaluated --ratings cardiologists.csv"
    })
public final class RatingsJob implements Job {
  @Mixin private final RunOptions finished = new RunOptions();

  @Option(
      names = "--ratings",
      required = true,
      split = ",",
      paramLabel = "FILE",
      description = "comma-separated or Parquet files, or folders of them; may be given again")
  private List<String> ratings = new ArrayList<>();

  @Mixin private final SeedOptions seed = new SeedOptions();

  @Override
  public Result run(JobContext context) throws Exception {
    return Result.done(
        RatingsLines.compared(context.spark().get(), finished.run, ratings, seed.seed));
  }
}
