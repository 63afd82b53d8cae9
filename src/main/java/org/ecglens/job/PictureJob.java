package org.ecglens.job;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import org.ecglens.error.UserException;
import org.ecglens.finished.CaseChoice;
import org.ecglens.finished.FinishedRun;
import org.ecglens.finished.RunExplanations;
import org.ecglens.job.option.PlaceOptions;
import org.ecglens.job.option.RunOptions;
import org.ecglens.job.terminal.PictureLines;
import org.ecglens.report.paper.ColourMap;
import org.ecglens.report.paper.ExplainedEcg;
import org.ecglens.report.paper.HeatmapStyle;
import org.ecglens.report.paper.HeatmapView;
import org.ecglens.report.picture.PictureFiles;
import org.ecglens.report.picture.PictureFormat;
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
      "Explains the record again: --networks-at and --records-at say where the run's networks and"
          + " records are, if they were moved. Full colour is the |attribution| up to which 90 %% of its sum over the record lies. The"
          + " sheet of a rhythm shows 2.5 s of each lead; --view LEAD shows all of one.",
      "Example: jobs/submit picture --run evaluated --id a/0012 --method saliency --format svg,pdf"
          + " --out pictures"
    })
public final class PictureJob implements Job {
  private static final String ALL = "all";

  @Mixin private final RunOptions finished = new RunOptions();
  @Mixin private final PlaceOptions inputs = new PlaceOptions();

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
    List<String> asked = methods.contains(ALL) ? List.of() : methods;
    CaseChoice choice = new CaseChoice(id, models, targets, asked);
    FinishedRun run = FinishedRun.open(context.spark().get(), finished.run).with(inputs.places());
    List<ExplainedEcg> explained =
        choice.explained(new RunExplanations(context.spark().get(), run));
    return Result.done(
        PictureLines.of(choice, explained, out, files, style, named(), EnumSet.copyOf(formats)));
  }

  /** What tells files of the same map apart. */
  private List<String> named() {
    List<String> named = new ArrayList<>();
    if (HeatmapView.of(view).extent() != HeatmapView.Extent.ALL) {
      named.add(view);
    }
    if (look == HeatmapStyle.Look.BAND) {
      named.add("band");
    }
    if (colours != Colours.AUTO) {
      named.add(colours.name().toLowerCase(Locale.ROOT));
    }
    return named;
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
}
