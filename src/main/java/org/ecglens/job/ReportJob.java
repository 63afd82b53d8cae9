package org.ecglens.job;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.ecglens.attribution.MethodDefinition;
import org.ecglens.attribution.Methods;
import org.ecglens.error.UserException;
import org.ecglens.finished.RunExplanations;
import org.ecglens.finished.FinishedRun;
import org.ecglens.finished.GalleryChoice;
import org.ecglens.finished.ReportTables;
import org.ecglens.job.option.RunOptions;
import org.ecglens.metric.Scoring;
import org.ecglens.perturbation.Mode;
import org.ecglens.report.page.ChosenCase;
import org.ecglens.report.page.GalleryData;
import org.ecglens.report.page.PageFolder;
import org.ecglens.report.page.ReportData;
import org.ecglens.report.page.ReportPage;
import org.ecglens.report.page.RunFacts;
import org.ecglens.report.paper.ExplainedEcg;
import org.ecglens.verdict.TargetVerdict;
import org.ecglens.verdict.Verdict;
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
    return Result.done(write(finished.run, out, overwrite, gallery, context));
  }

  /**
   * Writes the page.
   *
   * @param run folder of an evaluation
   * @param gallery records of each target that are shown with their heatmaps
   * @return lines for the terminal
   */
  static List<String> write(
      String run, String out, boolean overwrite, int gallery, JobContext context)
      throws IOException {
    if (gallery < 0) {
      throw new UserException("--gallery " + gallery + ": give 0 or more records a target.");
    }
    PageFolder folder = PageFolder.of(out, overwrite);
    SparkSession spark = context.spark().get();
    FinishedRun opened = FinishedRun.open(spark, run);
    Verdict verdict = opened.verdict();
    ReportTables tables = new ReportTables(opened);
    ReportData data =
        new ReportData(
            facts(run, verdict),
            verdict,
            opened.manifest(),
            tables.tables(),
            tables.quarantine(),
            gallery(spark, opened, verdict, gallery));
    return List.of("Report: " + folder.write(ReportPage.html(data)));
  }

  private static GalleryData gallery(
      SparkSession spark, FinishedRun opened, Verdict verdict, int size) throws IOException {
    if (size == 0) {
      return GalleryData.none("Made with --gallery 0: no records were explained again.");
    }
    List<ChosenCase> chosen = new GalleryChoice(spark, opened).choose(verdict.targets(), size);
    try {
      List<ExplainedEcg> explained =
          new RunExplanations(spark, opened)
              .explain(chosen.stream().map(ChosenCase::shown).toList(), List.of(), true);
      return GalleryData.of(chosen, explained);
    } catch (UserException e) {
      return GalleryData.none("The records could not be explained again: " + e.getMessage());
    }
  }

  private static RunFacts facts(String run, Verdict verdict) {
    Map<String, String> methods = new LinkedHashMap<>();
    for (MethodDefinition method : Methods.definitions()) {
      methods.put(method.name(), method.meaning());
    }
    Map<String, List<List<String>>> groups = new LinkedHashMap<>();
    for (TargetVerdict target : verdict.targets()) {
      groups.put(target.target(), target.evidence().comparison().groups());
    }
    return new RunFacts(
        run,
        Scoring.deciding(Mode.of(verdict.mode())),
        ReportTables.directions(),
        methods,
        groups);
  }
}
