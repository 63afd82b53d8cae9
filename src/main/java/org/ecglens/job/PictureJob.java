package org.ecglens.job;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ecglens.error.Suggestion;
import org.ecglens.error.UserException;
import org.ecglens.finished.RunExplanations;
import org.ecglens.finished.FinishedRun;
import org.ecglens.job.option.RunOptions;
import org.ecglens.report.paper.Case;
import org.ecglens.report.paper.ColourMap;
import org.ecglens.report.paper.ExplainedEcg;
import org.ecglens.report.paper.HeatmapPaper;
import org.ecglens.report.paper.HeatmapStyle;
import org.ecglens.report.paper.HeatmapView;
import org.ecglens.report.paper.MethodMap;
import org.ecglens.report.picture.PictureFiles;
import org.ecglens.report.picture.PictureFormat;
import org.ecglens.report.picture.PictureName;
import org.ecglens.report.text.PlainText;
import org.ecglens.report.text.StatisticsText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Draws heatmaps of a run's record on electrocardiographic paper. */
@Command(
    name = "picture",
    description = {
      "Draw a record of a run on ECG paper (25 mm/s, 10 mm/mV) with what methods say of it as"
          + " colour."
    },
    footer = {
      "",
      "Explains the record again: the run's networks and records must lie where they were. Full"
          + " colour is the |attribution| up to which 90 % of its sum over the record lies. The"
          + " sheet of a rhythm shows 2.5 s of each lead; --view LEAD shows all of one.",
      "Example: jobs/submit picture --run evaluated --id a/0012 --method saliency --format svg,pdf"
          + " --out pictures"
    })
public final class PictureJob implements Job {
  private static final String ALL = "all";
  private static final int MOST_CASES = 30;

  @Mixin private final RunOptions finished = new RunOptions();

  @Option(names = "--id", required = true, paramLabel = "ID", description = "record to draw")
  private String id;

  @Option(
      names = "--method",
      split = ",",
      paramLabel = "NAME",
      description = "methods of the run, one picture each, or all (default)")
  private List<String> methods = new ArrayList<>(List.of(ALL));

  @Option(
      names = "--model",
      split = ",",
      paramLabel = "NAME",
      description = "networks of the run (default: all)")
  private List<String> models = new ArrayList<>();

  @Option(
      names = "--target",
      split = ",",
      paramLabel = "NAME",
      description = "targets of the run (default: all)")
  private List<String> targets = new ArrayList<>();

  @Option(
      names = "--view",
      paramLabel = "VIEW",
      defaultValue = ALL,
      description =
          "all leads (all, default), the mean of |attribution| over leads on V5 (averaged), or the"
              + " name of one lead")
  private String view;

  @Option(
      names = "--look",
      description = "colour along the trace (trace, default) or in the height of the lead (band)")
  private HeatmapStyle.Look look = HeatmapStyle.Look.TRACE;

  @Option(
      names = "--colours",
      description =
          "diverging for maps with signs, sequential for |attribution|, or auto (default):"
              + " diverging where a map has signs")
  private Colours colours = Colours.AUTO;

  @Option(names = "--format", split = ",", description = "svg, png, pdf (default: svg and png)")
  private List<PictureFormat> formats =
      new ArrayList<>(List.of(PictureFormat.SVG, PictureFormat.PNG));

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "folder of the pictures on this machine")
  private String out;

  /** Values of {@code --colours}. */
  private enum Colours {
    AUTO,
    DIVERGING,
    SEQUENTIAL
  }

  @Override
  public Result run(JobContext context) throws Exception {
    PictureFiles files = PictureFiles.in(out);
    HeatmapStyle style = style();
    RunExplanations explanations =
        new RunExplanations(context.spark().get(), FinishedRun.open(context.spark().get(), finished.run));
    List<Case> cases = chosen(explanations.cases(id));
    List<ExplainedEcg> explained =
        explanations.explain(cases, methods.contains(ALL) ? List.of() : methods, false);
    List<List<String>> rows =
        new ArrayList<>(List.of(List.of("target", "network", "method", "file")));
    List<String> missing = new ArrayList<>();
    for (ExplainedEcg one : explained) {
      for (MethodMap map : one.maps()) {
        rows.add(row(one, map, picture(one, map, style, files)));
      }
      missing.addAll(missing(one));
    }
    List<String> lines = new ArrayList<>();
    lines.add(StatisticsText.field("Record", PlainText.of(id, 80)));
    lines.addAll(StatisticsText.table(rows));
    lines.addAll(missing);
    lines.add(
        StatisticsText.field(
            "Pictures",
            "%d in %s, each as %s"
                .formatted(
                    rows.size() - 1,
                    out,
                    formats().stream()
                        .map(PictureFormat::extension)
                        .collect(Collectors.joining(", ")))));
    return Result.done(lines);
  }

  private HeatmapStyle style() {
    HeatmapView seen = HeatmapView.of(view);
    if (seen.extent() == HeatmapView.Extent.AVERAGED && colours == Colours.DIVERGING) {
      throw new UserException(
          "--colours diverging does not go with --view averaged: a mean of |attribution| has no"
              + " signs. Leave one out.");
    }
    ColourMap chosen =
        switch (colours) {
          case AUTO -> null;
          case DIVERGING -> ColourMap.DIVERGING;
          case SEQUENTIAL -> ColourMap.SEQUENTIAL;
        };
    return new HeatmapStyle(seen, look, chosen, false);
  }

  private List<Case> chosen(List<Case> all) {
    check("network", models, all, Case::model);
    check("target", targets, all, Case::target);
    List<Case> chosen =
        all.stream()
            .filter(one -> models.isEmpty() || models.contains(one.model()))
            .filter(one -> targets.isEmpty() || targets.contains(one.target()))
            .toList();
    if (chosen.isEmpty()) {
      throw new UserException(
          "No network of --model has a target of --target. The run has "
              + all.stream()
                  .map(one -> one.target() + " by " + one.model())
                  .collect(Collectors.joining(", "))
              + ".");
    }
    if (chosen.size() > MOST_CASES) {
      throw new UserException(
          "The run has %d predictions of record '%s'; choose at most %d with --model or --target."
              .formatted(chosen.size(), PlainText.of(id, 80), MOST_CASES));
    }
    return chosen;
  }

  private static void check(
      String what, List<String> asked, List<Case> cases, Function<Case, String> name) {
    Set<String> known = cases.stream().map(name).collect(Collectors.toCollection(TreeSet::new));
    for (String one : asked) {
      if (!known.contains(one)) {
        throw Suggestion.unknown(what, one, known);
      }
    }
  }

  private Set<PictureFormat> formats() {
    return EnumSet.copyOf(formats);
  }

  /** Draws one map; the name of its files. */
  private String picture(
      ExplainedEcg explained, MethodMap map, HeatmapStyle style, PictureFiles files) {
    List<String> parts =
        new ArrayList<>(List.of(id, explained.model(), explained.target(), map.method()));
    if (style.view().extent() != HeatmapView.Extent.ALL) {
      parts.add(view);
    }
    if (look == HeatmapStyle.Look.BAND) {
      parts.add("band");
    }
    if (colours != Colours.AUTO) {
      parts.add(colours.name().toLowerCase(Locale.ROOT));
    }
    String name = PictureName.of(String.join("/", parts));
    files.write(name, HeatmapPaper.of(explained, map, style).drawing(), formats());
    return name;
  }

  private static List<String> row(ExplainedEcg explained, MethodMap map, String file) {
    return List.of(
        PlainText.of(explained.target(), 40),
        PlainText.of(explained.model(), 40),
        map.method(),
        file);
  }

  /** Methods that were asked for and have nothing to draw. */
  private List<String> missing(ExplainedEcg explained) {
    Set<String> missing = new LinkedHashSet<>(methods);
    missing.remove(ALL);
    explained.maps().forEach(map -> missing.remove(map.method()));
    return missing.stream()
        .map(
            method ->
                "No picture of %s for %s by %s: its map is not finite."
                    .formatted(method, explained.target(), explained.model()))
        .toList();
  }
}
