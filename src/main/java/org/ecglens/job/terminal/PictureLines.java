package org.ecglens.job.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.ecglens.finished.CaseChoice;
import org.ecglens.report.paper.ExplainedEcg;
import org.ecglens.report.paper.HeatmapPaper;
import org.ecglens.report.paper.HeatmapStyle;
import org.ecglens.report.paper.MethodMap;
import org.ecglens.report.picture.PictureFiles;
import org.ecglens.report.picture.PictureFormat;
import org.ecglens.report.picture.PictureName;
import org.ecglens.report.text.PlainText;
import org.ecglens.report.text.StatisticsText;

/** Draws maps of a record, and prints the file of each map. */
public final class PictureLines {
  private PictureLines() {}

  /**
   * Draws, and tells of it.
   *
   * @param out folder of the pictures as the user wrote it
   * @param named what tells files of the same map apart
   */
  public static List<String> of(
      CaseChoice choice,
      List<ExplainedEcg> explained,
      String out,
      PictureFiles files,
      HeatmapStyle style,
      List<String> named,
      Set<PictureFormat> formats) {
    List<List<String>> rows =
        new ArrayList<>(List.of(List.of("target", "network", "method", "file")));
    List<String> missing = new ArrayList<>();
    for (ExplainedEcg one : explained) {
      for (MethodMap map : one.maps()) {
        List<String> parts =
            new ArrayList<>(List.of(choice.id(), one.model(), one.target(), map.method()));
        parts.addAll(named);
        String name = PictureName.of(String.join("/", parts));
        files.write(name, HeatmapPaper.of(one, map, style).drawing(), formats);
        rows.add(row(one, map, name));
      }
      missing.addAll(choice.missing(one));
    }
    List<String> lines = new ArrayList<>();
    lines.add(StatisticsText.field("Record", PlainText.of(choice.id(), 80)));
    lines.addAll(StatisticsText.table(rows));
    lines.addAll(missing);
    lines.add(
        StatisticsText.field(
            "Pictures",
            "%d in %s, each as %s"
                .formatted(
                    rows.size() - 1,
                    out,
                    formats.stream()
                        .map(PictureFormat::extension)
                        .collect(Collectors.joining(", ")))));
    return lines;
  }

  private static List<String> row(ExplainedEcg explained, MethodMap map, String file) {
    return List.of(
        PlainText.of(explained.target(), 40),
        PlainText.of(explained.model(), 40),
        map.method(),
        file);
  }
}
