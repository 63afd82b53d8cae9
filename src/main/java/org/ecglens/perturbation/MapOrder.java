package org.ecglens.perturbation;

import java.util.Optional;

/** Whether a map says of some points more than of others; one that does not cannot be ranked. */
public final class MapOrder {
  /** Reason where a map says nothing. */
  public static final String ZERO = "the map is zero at every point";

  /** Reason where a map says the same of all. */
  public static final String CONSTANT = "the map is constant";

  private MapOrder() {}

  /**
   * Why a map has no order: |a| is zero or the same at every point. Signs do not count, as no order
   * of perturbation looks at them.
   *
   * @param map {@code [lead * samples + sample]}, finite
   * @return empty for a map that has an order, and for one of a single point that is not zero
   */
  public static Optional<String> missing(float[] map) {
    if (!constant(map)) {
      return Optional.empty();
    }
    if (map[0] == 0) {
      return Optional.of(ZERO);
    }
    return map.length == 1 ? Optional.empty() : Optional.of(CONSTANT);
  }

  /** The same where features are ranked, which can be alike though their points are not. */
  static Optional<String> missing(float[] map, float[] relevance) {
    boolean alike = relevance.length > 1 && constant(relevance);
    return missing(map).or(() -> alike ? Optional.of(CONSTANT) : Optional.empty());
  }

  private static boolean constant(float[] values) {
    for (float value : values) {
      if (Math.abs(value) != Math.abs(values[0])) {
        return false;
      }
    }
    return true;
  }
}
