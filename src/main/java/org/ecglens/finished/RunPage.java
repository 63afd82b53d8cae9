package org.ecglens.finished;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.ecglens.attribution.Controls;
import org.ecglens.attribution.MethodDefinition;
import org.ecglens.attribution.Methods;
import org.ecglens.check.SanityRules;
import org.ecglens.error.UserException;
import org.ecglens.perturbation.RecordCurve;
import org.ecglens.plan.EvaluationSpec;
import org.ecglens.report.page.ChosenCase;
import org.ecglens.report.page.GalleryData;
import org.ecglens.report.page.PageFolder;
import org.ecglens.report.page.PageTable;
import org.ecglens.report.page.ReportData;
import org.ecglens.report.page.ReportPage;
import org.ecglens.report.page.RunFacts;
import org.ecglens.report.paper.ExplainedEcg;
import org.ecglens.summary.MethodChecks;
import org.ecglens.table.SummaryRow;
import org.ecglens.table.Tables;
import org.ecglens.verdict.Verdict;

/** The page of a finished run: tables, verdict, and heatmaps of a few records. */
public final class RunPage {
  private RunPage() {}

  /**
   * Writes the page.
   *
   * @param opened an evaluation
   * @param folder of the page
   * @param gallery records of each target that are shown with their heatmaps
   * @return lines for the terminal
   */
  public static List<String> write(
      SparkSession spark, FinishedRun opened, PageFolder folder, int gallery) throws IOException {
    Verdict verdict = opened.verdict();
    EvaluationSpec spec = opened.spec();
    ReportTables tables = new ReportTables(opened);
    Map<String, PageTable> shown = new LinkedHashMap<>(tables.tables());
    shown.computeIfPresent(
        Tables.SANITY.folder(),
        (name, sanity) ->
            SanityLimits.beside(sanity, new SanityRules(spec.verdict().checkThresholds())));
    ReportData data =
        new ReportData(
            facts(
                opened,
                verdict.targets().isEmpty()
                    ? spec.verdict().metric()
                    : verdict.targets().get(0).metric()),
            verdict,
            opened.manifest(),
            shown,
            MethodChecks.of(
                opened.rows(Tables.SANITY),
                opened.rows(Tables.SUMMARY),
                spec.checks().names(),
                spec.verdict().thresholds()),
            tables.quarantine(),
            gallery(spark, opened, verdict, gallery));
    return List.of("Report: " + folder.write(ReportPage.html(data)));
  }

  private static GalleryData gallery(
      SparkSession spark, FinishedRun opened, Verdict verdict, int size) throws IOException {
    if (size == 0) {
      return GalleryData.none("Made with --gallery 0: no records were explained again.");
    }
    try {
      List<ChosenCase> chosen =
          new GalleryChoice(spark, opened).choose(opened.firstOperator(), verdict.targets(), size);
      List<ExplainedEcg> explained =
          new RunExplanations(spark, opened)
              .explain(chosen.stream().map(ChosenCase::shown).toList(), List.of(), true);
      return GalleryData.of(chosen, explained);
    } catch (UserException e) {
      return GalleryData.none("The records could not be explained again: " + e.getMessage());
    }
  }

  private static RunFacts facts(FinishedRun run, String metric) throws IOException {
    Set<String> had =
        run.rows(Tables.SUMMARY).stream().map(SummaryRow::method).collect(Collectors.toSet());
    Map<String, String> methods = new LinkedHashMap<>();
    for (MethodDefinition method : Methods.definitions()) {
      if (had.remove(method.name())) {
        methods.put(method.name(), method.meaning());
      }
    }
    had.stream()
        .filter(name -> !Controls.is(name) && !name.equals(RecordCurve.NO_METHOD))
        .sorted()
        .forEach(name -> methods.put(name, "made elsewhere: " + run.spec().attributions()));
    return new RunFacts(run.path(), metric, ReportTables.directions(), methods);
  }
}
