package org.ecglens.verdict;

import java.util.Locale;
import java.util.Optional;

/** Faults of a method's maps that one number over all records shows. */
public final class MapFaults {
  private MapFaults() {}

  /**
   * Whether too many maps say nothing.
   *
   * @param maps null where nobody looked
   * @return the fault in plain words
   */
  public static Optional<String> empty(EmptyMaps maps, Thresholds thresholds) {
    return maps != null && maps.share() > thresholds.emptyMaps()
        ? Optional.of("the map is zero or constant in " + maps)
        : Optional.empty();
  }

  /**
   * Whether maps do not add up to what they explain.
   *
   * @param gap median gap in units of the target's scale; null where nobody looked, or where the
   *     method does not promise a sum
   * @return the fault in plain words
   */
  public static Optional<String> incomplete(Double gap, Thresholds thresholds) {
    return gap != null && gap > thresholds.completenessGap()
        ? Optional.of(
            "does not add up: the median gap is %s of the target's scale".formatted(percent(gap)))
        : Optional.empty();
  }

  private static String percent(double value) {
    return String.format(Locale.ROOT, value < 0.1 ? "%.1f %%" : "%.0f %%", 100 * value);
  }
}
