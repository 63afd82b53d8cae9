package org.ecglens.perturbation;

import java.io.Serializable;
import org.ecglens.error.UserException;

/**
 * How many features a step perturbs, points or windows: a number, or a fraction of the record's.
 *
 * @param features their number, 0 where it is a fraction
 * @param fraction of the record's features in (0, 1], 0 where it is a number
 */
public record StepSize(int features, double fraction) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** One feature; the reference work perturbs one point. */
  public static final StepSize ONE = new StepSize(1, 0);

  /** Checks that it is one of the two. */
  public StepSize {
    boolean number = features >= 1 && fraction == 0;
    boolean share = features == 0 && fraction > 0 && fraction <= 1;
    if (!number && !share) {
      throw new UserException(
          "Step of "
              + (features == 0
                  ? 100 * fraction + "% of the record"
                  : features + " points or windows")
              + ": write a whole number of points from 1 up, or a percentage above 0% and up to"
              + " 100%.");
    }
  }

  /**
   * Reads {@code 3} as three features and {@code 0.5%} as that share of the record's.
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

  /** Features a step in a record of so many, at least one. */
  public int in(int all) {
    return features > 0 ? features : (int) Math.max(1, Math.round(fraction * all));
  }

  @Override
  public String toString() {
    return features > 0 ? Integer.toString(features) : 100 * fraction + "%";
  }
}
