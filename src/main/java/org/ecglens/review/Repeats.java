package org.ecglens.review;

import org.ecglens.error.UserException;

/**
 * How many heatmaps come twice, as the organiser asks for it.
 *
 * @param written as it was written
 * @param isShare whether the value is a share of the heatmaps, not a number of them
 * @param value 0 to 0.5, or a whole number
 */
public record Repeats(String written, boolean isShare, double value) {
  private static final double MOST = 0.5;

  /**
   * Reads a share as {@code 10%}, or a number.
   *
   * @throws UserException if it is neither, negative, or a share of more than half
   */
  public static Repeats parse(String written) {
    boolean isShare = written.endsWith("%");
    double value;
    try {
      value =
          isShare
              ? Double.parseDouble(written.substring(0, written.length() - 1)) / 100
              : Integer.parseInt(written);
    } catch (NumberFormatException e) {
      throw new UserException(
          "--repeats " + written + " is neither a share like 10% nor a number of heatmaps.", e);
    }
    if (!(value >= 0) || (isShare && value > MOST)) {
      throw new UserException(
          "--repeats " + written + ": from none to half of the heatmaps can come twice.");
    }
    return new Repeats(written, isShare, value);
  }

  /**
   * How many of some heatmaps come twice, at most half of them.
   *
   * @throws UserException if it is a number of more than half
   */
  public int of(int items) {
    int half = items / 2;
    if (isShare) {
      return Math.min((int) Math.rint(value * items), half);
    }
    if (value > half) {
      throw new UserException(
          "--repeats %s: there are %d heatmaps; at most %d of them can come twice."
              .formatted(written, items, half));
    }
    return (int) value;
  }
}
