package org.ecglens.report.paper;

import java.util.List;
import org.ecglens.ecg.Ecg;
import org.ecglens.error.UserException;
import org.ecglens.report.picture.Drawing;
import org.ecglens.report.text.PlainText;

/**
 * A record on electrocardiographic paper with the attribution of a method as colour, see {@link
 * EcgPaper} for the paper, {@link HeatScale} and {@link ColourMap} for the colour. One lead alone
 * is drawn larger where that fits: a small box remains 40 ms × 0.1 mV.
 */
public final class HeatmapPaper {
  /** Enlargement of a short record's single lead. */
  private static final double LARGE = 4;

  private static final double LONGEST_LARGE_SECONDS = 2;

  /** Of the colour along a trace: wider, the two sides of a narrow QRS would hide each other. */
  private static final double TRACE_WIDTH = 1.6;

  private final HeatmapView.Shown shown;
  private final ColourMap colours;
  private final HeatmapStyle.Look look;
  private final HeatLegend legend;
  private final double zoom;
  private final EcgPaper paper;

  private HeatmapPaper(ExplainedEcg explained, MethodMap map, HeatmapStyle style) {
    HeatmapView.Shown picked = style.view().of(explained.ecg(), map.attribution());
    this.colours = style.colours(map);
    // Where signs are not shown, what lowers the output matters as much as what raises it.
    this.shown =
        colours == ColourMap.SEQUENTIAL
            ? new HeatmapView.Shown(picked.ecg(), sizes(picked.heat()))
            : picked;
    this.look = style.look();
    boolean empty = HeatScale.top(map.attribution()) == 0;
    this.legend =
        style.blinded()
            ? HeatLegend.plain(colours, empty)
            : HeatLegend.of(
                colours,
                PlainText.of(explained.target(), 20),
                style.view().extent() == HeatmapView.Extent.AVERAGED
                    ? explained.ecg().leads().size()
                    : 1,
                empty);
    Caption caption =
        style.blinded()
            ? Caption.blinded(explained, legend.sentence())
            : Caption.of(explained, map, legend.sentence());
    this.zoom = zoom(explained.ecg(), style.view());
    this.paper = new EcgPaper(shown.ecg(), zoom, caption);
  }

  /**
   * Lays a heatmap out.
   *
   * @param map of the record's shape
   * @throws UserException if the record does not have the lead that is to be shown
   */
  public static HeatmapPaper of(ExplainedEcg explained, MethodMap map, HeatmapStyle style) {
    return new HeatmapPaper(explained, map, style);
  }

  /** The stretches of leads on the paper, row by row. */
  public List<List<PaperStrip>> rows() {
    return paper.rows();
  }

  /** The picture. */
  public Drawing drawing() {
    HeatMarks marks = new HeatMarks(shown, colours, rows());
    return paper.drawing(
        look == HeatmapStyle.Look.BAND
            ? marks.bands()
            : marks.traces(TRACE_WIDTH * Math.sqrt(zoom)),
        legend);
  }

  private static double zoom(Ecg ecg, HeatmapView view) {
    boolean large =
        view.extent() != HeatmapView.Extent.ALL
            && ecg.samples() / ecg.sampleRateHz() <= LONGEST_LARGE_SECONDS;
    return large ? LARGE : 1;
  }

  private static float[] sizes(float[] heat) {
    float[] sizes = heat.clone();
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = Math.abs(sizes[i]);
    }
    return sizes;
  }
}
