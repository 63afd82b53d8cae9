package org.ecglens.report;

import java.util.List;

/**
 * A picture as a list of marks, painted one over the other; lengths in millimetres from the upper
 * left corner. {@link SvgPicture} and {@link PngPicture} write it.
 *
 * @param width of the page
 * @param height of the page
 * @param title what it is, in a few words
 * @param description what it shows, for those who do not see it
 * @param marks in the order of painting
 */
public record Drawing(
    double width, double height, String title, String description, List<Mark> marks) {
  /** Copies the marks. */
  public Drawing {
    marks = List.copyOf(marks);
  }

  /** Something painted. */
  public sealed interface Mark permits Lines, Text, Area {}

  /**
   * Lines of one look.
   *
   * @param name of their class in SVG
   * @param points of each line: {@code [x0, y0, x1, y1, …]}
   * @param colour {@code #rrggbb}
   * @param width of the stroke
   * @param dashed whether broken
   */
  public record Lines(
      String name, List<double[]> points, String colour, double width, boolean dashed)
      implements Mark {
    /** Copies the list. */
    public Lines {
      points = List.copyOf(points);
    }
  }

  /** Which part of a text stands at its position. */
  public enum Anchor {
    /** Its beginning. */
    START,
    /** Its middle. */
    MIDDLE,
    /** Its end. */
    END
  }

  /**
   * A line of text.
   *
   * @param name of its class in SVG
   * @param text what it says
   * @param x of the anchor
   * @param y of the baseline
   * @param size of the font
   * @param anchor part of the text at x
   * @param bold whether heavy
   * @param colour {@code #rrggbb}
   */
  public record Text(
      String name,
      String text,
      double x,
      double y,
      double size,
      Anchor anchor,
      boolean bold,
      String colour)
      implements Mark {}

  /**
   * A filled rectangle.
   *
   * @param name of its class in SVG
   * @param x of the left side
   * @param y of the upper side
   * @param width from left to right
   * @param height from top to bottom
   * @param colour {@code #rrggbb}
   */
  public record Area(String name, double x, double y, double width, double height, String colour)
      implements Mark {}
}
