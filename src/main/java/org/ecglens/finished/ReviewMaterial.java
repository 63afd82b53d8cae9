package org.ecglens.finished;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.SparkSession;
import org.ecglens.report.paper.Case;
import org.ecglens.report.paper.ExplainedEcg;
import org.ecglens.report.paper.HeatmapPaper;
import org.ecglens.report.paper.HeatmapStyle;
import org.ecglens.report.paper.MethodMap;
import org.ecglens.report.picture.SvgPicture;
import org.ecglens.review.ReviewItem;

/** What of a finished run is shown to raters: blinded heatmaps of a few records. */
public final class ReviewMaterial {
  private final SparkSession spark;
  private final FinishedRun run;

  /** Of a run. */
  public ReviewMaterial(SparkSession spark, FinishedRun run) {
    this.spark = spark;
    this.run = run;
  }

  /**
   * Which records are shown.
   *
   * @param ids these; none to draw them
   * @param perTarget records drawn for each target
   * @param seed of the draw
   */
  public List<Case> cases(List<String> ids, int perTarget, long seed) throws IOException {
    ReviewCases choice = new ReviewCases(run);
    return ids.isEmpty() ? choice.drawn(perTarget, seed) : choice.named(ids);
  }

  /** The most methods that a network of the run has. */
  public int mostMethods() {
    int most = 0;
    for (JsonNode model : run.manifest().path("models")) {
      most = Math.max(most, model.path("methods").size());
    }
    return most;
  }

  /**
   * The heatmaps of cases, drawn without their method's name, signs or legend.
   *
   * @param methods names; none for all of the run
   */
  public List<ReviewItem> items(List<Case> cases, List<String> methods) throws IOException {
    List<ReviewItem> items = new ArrayList<>();
    for (ExplainedEcg explained : new RunExplanations(spark, run).explain(cases, methods, false)) {
      for (MethodMap map : explained.maps()) {
        items.add(item(explained, map));
      }
    }
    return items;
  }

  private static ReviewItem item(ExplainedEcg explained, MethodMap map) {
    return new ReviewItem(
        explained.ecg().recordId(),
        explained.target(),
        map.method(),
        prediction(explained.prediction(), explained.unit()),
        SvgPicture.of(HeatmapPaper.of(explained, map, HeatmapStyle.BLINDED).drawing()));
  }

  /** Three digits, or all before the point: finer than anybody measures. */
  private static String prediction(double value, String unit) {
    int decimals = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
    String number = String.format(Locale.ROOT, "%." + decimals + "f", value).replace('-', '−');
    return unit == null ? number : number + " " + unit;
  }
}
