package org.ecglens.review;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ecglens.ecg.Ecg;
import org.ecglens.random.Draws;
import org.ecglens.report.paper.ExplainedEcg;
import org.ecglens.report.paper.HeatmapPaper;
import org.ecglens.report.paper.HeatmapStyle;
import org.ecglens.report.paper.MethodMap;
import org.ecglens.report.picture.SvgPicture;
import org.ecglens.testing.Records;

/** Reviews of heatmaps that no network made. */
final class SampleReview {
  static final List<String> TARGETS = List.of("QT", "PR");
  static final List<String> METHODS = List.of("saliency", "deeplift", "smoothgrad", "random");
  static final List<String> RECORDS = List.of("ward/<script>alert(1)</script>", "\"quoted\", 'id'");

  private SampleReview() {}

  /** Two records, two targets, four methods. */
  static List<ReviewItem> items() {
    return items(METHODS);
  }

  /** The same heatmaps under other names of methods. */
  static List<ReviewItem> items(List<String> methods) {
    List<ReviewItem> items = new ArrayList<>();
    for (String record : RECORDS) {
      Ecg ecg = Records.noise(record);
      for (String target : TARGETS) {
        for (int number = 0; number < methods.size(); number++) {
          float[] attribution = new float[ecg.signal().length];
          Draws draws = Draws.of(number, record, target);
          for (int i = 0; i < attribution.length; i++) {
            attribution[i] = (float) draws.gaussian(0, i);
          }
          MethodMap map = new MethodMap(methods.get(number), attribution, null);
          ExplainedEcg explained =
              new ExplainedEcg(ecg, "net-7", target, "ms", 400, null, List.of(map));
          items.add(
              new ReviewItem(
                  record,
                  target,
                  map.method(),
                  "400 ms",
                  SvgPicture.of(HeatmapPaper.of(explained, map, HeatmapStyle.BLINDED).drawing())));
        }
      }
    }
    return items;
  }

  /** Items whose picture is nothing to look at. */
  static List<ReviewItem> bare() {
    List<ReviewItem> items = new ArrayList<>();
    for (String record : RECORDS) {
      for (String target : TARGETS) {
        for (String method : METHODS) {
          items.add(new ReviewItem(record, target, method, "400 ms", "<svg/>"));
        }
      }
    }
    return items;
  }

  /** A review for two raters who see four of the items twice. */
  static ReviewFolder build(Path folder, List<ReviewItem> items) {
    ReviewFolder review = new ReviewFolder(folder);
    new Review("evaluated", 7, QuestionFile.shipped(), 2, Repeats.parse("4")).build(review, items);
    return review;
  }
}
