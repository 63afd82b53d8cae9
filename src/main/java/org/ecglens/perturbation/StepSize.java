package org.ecglens.perturbation;

import java.io.Serializable;
import org.ecglens.UserException;

/**
 * How many points a step perturbs: a number, or a fraction of the record's points.
 *
 * @param points number of points, 0 where it is a fraction
 * @param fraction of the record's points in (0, 1], 0 where it is a number
 */
public record StepSize(int points, double fraction) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** One point, as in the reference work. */
  public static final StepSize ONE = new StepSize(1, 0);

  /** Checks that it is one of the two. */
  public StepSize {
    boolean number = points >= 1 && fraction == 0;
    boolean share = points == 0 && fraction > 0 && fraction <= 1;
    if (!number && !share) {
      throw new UserException(
          "Step of "
              + (points == 0 ? 100 * fraction + "% of the record" : points + " points")
              + ": write a whole number of points from 1 up, or a percentage above 0% and up to"
              + " 100%.");
    }
  }

  /**
   * Reads {@code 3} as three points and {@code 0.5%} as that share of the record's points.
   *
   * @throws UserException if it is neither
   */
  public static StepSize of(String text) {
    try {
      return text.endsWith("%")
          ? new StepSize(0, Double.parseDouble(text.substring(0, text.length() - 1)) / 100)
          : new StepSize(Integer.parseInt(text), 0);
    } catch (NumberFormatException e) {
      throw new UserException(
          "Step size '" + text + "': write a number of points such as 1, or a share such as 0.5%.",
          e);
    }
  }

  /** Points a step in a record of {@code size} points, at least one. */
  public int in(int size) {
    return points > 0 ? points : (int) Math.max(1, Math.round(fraction * size));
  }

  @Override
  public String toString() {
    return points > 0 ? Integer.toString(points) : 100 * fraction + "%";
  }
}
