package org.ecglens.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.ecglens.finished.FinishedRun;
import org.ecglens.job.option.RunOptions;
import org.ecglens.job.option.SeedOptions;
import org.ecglens.ratings.RatingsComparison;
import org.ecglens.run.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sets what experts say of heatmaps beside the scores of a run. */
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
    return Result.done(lines(context.spark().get(), finished.run, ratings, seed.seed));
  }

  /**
   * Compares and writes.
   *
   * @param run folder of an evaluation
   * @return lines for the terminal
   */
  static List<String> lines(SparkSession spark, String run, List<String> ratings, long seed)
      throws IOException {
    RunFolder folder = FinishedRun.open(spark, run).folder();
    RatingsComparison comparison = RatingsComparison.run(spark, folder, ratings, seed);
    List<String> lines = new ArrayList<>(RatingsLines.of(comparison));
    lines.add(
        "Results: %s (ratings %d rows, raters %d rows, experts %d rows)"
            .formatted(
                run,
                comparison.ratings().size(),
                comparison.raters().size(),
                comparison.experts().size()));
    return lines;
  }
}
