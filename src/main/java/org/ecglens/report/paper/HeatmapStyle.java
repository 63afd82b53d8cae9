package org.ecglens.report.paper;

/**
 * How a heatmap is drawn.
 *
 * @param view what is shown
 * @param look where the colour lies
 * @param colours null for {@link ColourMap#DIVERGING} where a map has signs, else {@link
 *     ColourMap#SEQUENTIAL}; a mean of |attribution| has none
 * @param blinded whether record, network and method stay unknown: they are not named, and |
 *     attribution| is shown, because signs would tell methods apart
 */
public record HeatmapStyle(HeatmapView view, Look look, ColourMap colours, boolean blinded) {
  /** Where the colour lies. */
  public enum Look {
    /** Along the trace, beneath it. */
    TRACE,
    /** In the whole height of a lead. */
    BAND
  }

  /** All leads, colour along the trace. */
  public static final HeatmapStyle STANDARD =
      new HeatmapStyle(HeatmapView.ALL, Look.TRACE, null, false);

  /** The same for people who rate heatmaps. */
  public static final HeatmapStyle BLINDED =
      new HeatmapStyle(HeatmapView.ALL, Look.TRACE, null, true);

  /** The colours of a map in this style. */
  ColourMap colours(MethodMap map) {
    if (blinded || view.extent() == HeatmapView.Extent.AVERAGED) {
      return ColourMap.SEQUENTIAL;
    }
    if (colours != null) {
      return colours;
    }
    return map.signed() ? ColourMap.DIVERGING : ColourMap.SEQUENTIAL;
  }
}
