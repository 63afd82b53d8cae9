package org.ecglens.report.paper;

import java.util.ArrayList;
import java.util.List;
import org.ecglens.report.picture.Drawing;

/**
 * The bar that says which colour is which attribution.
 *
 * @param colours from left to right
 * @param name what is shown
 * @param least what the left end is
 * @param most what the right end is
 * @param signed whether zero stands in the middle
 * @param scale what 1 is; may be empty
 */
record HeatLegend(
    ColourMap colours, String name, String least, String most, boolean signed, String scale) {
  private static final double STEP = 1;
  private static final double THICKNESS = 3;
  private static final double SIZE = 2.6;
  private static final double PITCH = 3.8;
  private static final double ABOVE = 2.5;
  private static final String SCALE =
      "1: the value up to which 90 % of the sum of |attribution| lies";
  private static final String EMPTY = "this map is zero everywhere";

  /** Height with the space above. */
  static final double HEIGHT = ABOVE + THICKNESS + 2 * PITCH;

  /**
   * Of a picture.
   *
   * @param averaged number of leads whose mean is shown; 1 for leads of their own
   * @param empty whether the map is zero everywhere
   */
  static HeatLegend of(ColourMap colours, String target, int averaged, boolean empty) {
    String scale = empty ? EMPTY : SCALE;
    if (colours == ColourMap.DIVERGING) {
      return new HeatLegend(
          colours, "attribution", "−1  lowers " + target, "raises " + target + "  +1", true, scale);
    }
    String name = averaged > 1 ? "|attribution|, mean of " + averaged + " leads" : "|attribution|";
    return new HeatLegend(colours, name, "0", "1", false, scale);
  }

  /** Of a picture for somebody who need not know what an attribution is. */
  static HeatLegend plain(ColourMap colours, boolean empty) {
    return new HeatLegend(colours, "importance", "none", "most", false, empty ? EMPTY : "");
  }

  /** The same in words. */
  String sentence() {
    return signed
        ? "Colour: attribution from −1 (blue, "
            + least.substring(4)
            + ") to +1 (orange, "
            + most.substring(0, most.length() - 4)
            + "); "
            + scale
            + "."
        : "Colour: %s from %s to %s (purple)%s."
            .formatted(name, least, most, scale.isEmpty() ? "" : "; " + scale);
  }

  /** The bar and its texts, with the right end and the upper end given. */
  List<Drawing.Mark> marks(double right, double top) {
    List<Drawing.Mark> marks = new ArrayList<>();
    List<String> steps = colours.colours();
    // A map without signs has half as many steps.
    double step = signed ? STEP : 2 * STEP;
    double left = right - steps.size() * step;
    double y = top + ABOVE;
    for (int i = 0; i < steps.size(); i++) {
      // Up to the right end: neighbours that only touch would let the paper through.
      double x = left + i * step;
      marks.add(
          new Drawing.Areas(
              "legend-colour", List.of(new double[] {x, y, right - x, THICKNESS}), steps.get(i)));
    }
    marks.add(
        new Drawing.Lines(
            "legend-frame",
            List.of(
                new double[] {
                  left, y, right, y, right, y + THICKNESS, left, y + THICKNESS, left, y
                }),
            Drawing.Stroke.solid(EcgPaper.GREY, 0.1)));
    double below = y + THICKNESS + PITCH - 0.8;
    marks.add(text("legend-name", name, left - 2, y + THICKNESS - 0.6, Drawing.Anchor.END));
    marks.add(text("legend-least", least, left, below, Drawing.Anchor.START));
    if (signed) {
      marks.add(text("legend-zero", "0", (left + right) / 2, below, Drawing.Anchor.MIDDLE));
    }
    marks.add(text("legend-most", most, right, below, Drawing.Anchor.END));
    if (!scale.isEmpty()) {
      marks.add(text("legend-scale", scale, right, below + PITCH, Drawing.Anchor.END));
    }
    return marks;
  }

  private static Drawing.Text text(
      String name, String text, double x, double y, Drawing.Anchor anchor) {
    return new Drawing.Text(name, text, x, y, SIZE, anchor, false, EcgPaper.GREY);
  }
}
