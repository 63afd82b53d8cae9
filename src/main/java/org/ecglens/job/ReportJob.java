package org.ecglens.job;

import org.ecglens.error.UserException;
import org.ecglens.finished.FinishedRun;
import org.ecglens.finished.RunPage;
import org.ecglens.job.option.PlaceOptions;
import org.ecglens.job.option.RunOptions;
import org.ecglens.report.page.PageFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows a run as a web page. */
@Command(
    name = "report",
    description = {
      "Show a run as one web page: verdict, curves, ranking, checks, costs, and how all of it was"
          + " computed.",
      "The page needs no network and no other file: open it, print it, send it."
    },
    footer = {
      "",
      "Reads the run's tables over all records, so the page is as large for a million records as"
          + " for fifty. See docs/report.md.",
      "Example: jobs/submit report --run evaluated --out report"
    })
public final class ReportJob implements Job {
  @Mixin private final RunOptions finished = new RunOptions();
  @Mixin private final PlaceOptions inputs = new PlaceOptions();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "folder of the page on this machine; a report that is there is replaced")
  private String out;

  @Option(
      names = "--overwrite",
      defaultValue = "false",
      fallbackValue = "true",
      arity = "0..1",
      description = "replace an index.html that is not a report too")
  private boolean overwrite;

  @Option(
      names = "--gallery",
      defaultValue = "4",
      paramLabel = "N",
      description =
          "records of each target that are shown with their heatmaps: a typical, the best, the"
              + " worst, a disputed one, and again; 0 for none (default: ${DEFAULT-VALUE})")
  private int gallery;

  @Override
  public Result run(JobContext context) throws Exception {
    if (gallery < 0) {
      throw new UserException("--gallery " + gallery + ": give 0 or more records a target.");
    }
    PageFolder folder = PageFolder.of(out, overwrite);
    return Result.done(
        RunPage.write(
            context.spark().get(),
            FinishedRun.open(context.spark().get(), finished.run).with(inputs.places()),
            folder,
            gallery));
  }
}
