package org.ecglens.report.picture;

import java.util.List;

/**
 * A picture as a list of marks, painted one over the other; lengths in millimetres from the upper
 * left corner. {@link SvgPicture}, {@link PngPicture} and {@link PdfPicture} write it.
 *
 * @param width of the page
 * @param height of the page
 * @param title what it is, in a few words
 * @param description what it shows, for those who do not see it
 * @param marks in the order of painting
 */
public record Drawing(
    double width, double height, String title, String description, List<Mark> marks) {
  /** Lengths of dashes and of the gaps between them. */
  static final float[] DASHES = {1, 0.8f};

  /** Copies the marks. */
  public Drawing {
    marks = List.copyOf(marks);
  }

  /** Something painted. */
  public sealed interface Mark permits Lines, Text, Areas {}

  /**
   * How a line looks; its ends are cut off straight.
   *
   * @param colour {@code #rrggbb}
   * @param width from side to side
   * @param opacity 0 to 1
   * @param dashed whether broken
   */
  public record Stroke(String colour, double width, double opacity, boolean dashed) {
    /** An unbroken line that hides what is below it. */
    public static Stroke solid(String colour, double width) {
      return new Stroke(colour, width, 1, false);
    }
  }

  /**
   * Lines of one look.
   *
   * @param name of their class in SVG
   * @param points of each line: {@code [x0, y0, x1, y1, …]}
   * @param stroke their look
   */
  public record Lines(String name, List<double[]> points, Stroke stroke) implements Mark {
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
   * Filled rectangles of one colour.
   *
   * @param name of their class in SVG
   * @param boxes of each: {@code [x, y, width, height]} with the upper left corner
   * @param colour {@code #rrggbb}
   */
  public record Areas(String name, List<double[]> boxes, String colour) implements Mark {
    /** Copies the list. */
    public Areas {
      boxes = List.copyOf(boxes);
    }
  }
}
