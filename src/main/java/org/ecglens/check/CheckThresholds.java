package org.ecglens.check;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ecglens.error.Suggestion;
import org.ecglens.error.UserException;

/**
 * Where a check decides. All are compared with the ends of 95 % intervals, so that chance decides
 * nothing.
 *
 * @param fewest records, and pairs of records, below which nothing is decided, at least 2
 * @param keptFloor partial rank correlation that a map may keep before a network with random
 *     weights whatever the yardsticks are, 0 to 1: a product with the input keeps up to 0.12
 * @param keptCeiling above it a map does not pass weight randomisation, however alike maps of
 *     different records are, 0 to 1
 * @param sameMap rank correlation of the maps of different records from which on they are the same
 *     map, 0 to 1
 * @param noiseCeiling a map fails if slight noise makes more than this share of the difference
 *     between two patients' maps, 0 to 1
 * @param noiseFloor a map passes if slight noise makes less than this share, 0 to the ceiling; one
 *     half is a reliability (an intraclass correlation) of 0.5, below which it is called poor (Koo
 *     and Li, J Chiropr Med 2016;15(2):155–163)
 */
public record CheckThresholds(
    int fewest,
    double keptFloor,
    double keptCeiling,
    double sameMap,
    double noiseCeiling,
    double noiseFloor)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final String FEWEST = "fewest";
  private static final String KEPT_FLOOR = "kept-floor";
  private static final String KEPT_CEILING = "kept-ceiling";
  private static final String SAME_MAP = "same-map";
  private static final String NOISE_CEILING = "noise-ceiling";
  private static final String NOISE_FLOOR = "noise-floor";

  /** What is used unless a protocol or an option says otherwise. */
  public static final CheckThresholds DEFAULT = new CheckThresholds(5, 0.2, 0.5, 0.95, 0.75, 0.5);

  /**
   * Checks the ranges.
   *
   * @throws UserException if a number is out of its range
   */
  public CheckThresholds {
    if (fewest < 2) {
      throw wrong(FEWEST, fewest, "at least 2");
    }
    within(KEPT_FLOOR, keptFloor, 1);
    within(KEPT_CEILING, keptCeiling, 1);
    within(SAME_MAP, sameMap, 1);
    within(NOISE_CEILING, noiseCeiling, 1);
    within(NOISE_FLOOR, noiseFloor, noiseCeiling);
  }

  /** The numbers by name, in their order. */
  public Map<String, Double> values() {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put(FEWEST, (double) fewest);
    values.put(KEPT_FLOOR, keptFloor);
    values.put(KEPT_CEILING, keptCeiling);
    values.put(SAME_MAP, sameMap);
    values.put(NOISE_CEILING, noiseCeiling);
    values.put(NOISE_FLOOR, noiseFloor);
    return values;
  }

  /**
   * The same with other numbers, by name.
   *
   * @throws UserException if a name is unknown or a number out of its range
   */
  public CheckThresholds with(Map<String, Double> others) {
    Map<String, Double> all = values();
    others.forEach(
        (name, value) -> {
          if (all.replace(name, value) == null) {
            throw Suggestion.unknown("--check-threshold", name, values().keySet());
          }
        });
    double records = all.get(FEWEST);
    if (records != Math.rint(records) || Math.abs(records) > Integer.MAX_VALUE) {
      throw wrong(FEWEST, records, "a whole number of at least 2");
    }
    return new CheckThresholds(
        (int) records,
        all.get(KEPT_FLOOR),
        all.get(KEPT_CEILING),
        all.get(SAME_MAP),
        all.get(NOISE_CEILING),
        all.get(NOISE_FLOOR));
  }

  private static void within(String name, double value, double most) {
    if (!(value >= 0 && value <= most)) {
      throw wrong(name, value, "from 0 to " + most);
    }
  }

  private static UserException wrong(String name, Object value, String wanted) {
    return new UserException(
        "--check-threshold %s is %s; it must be %s.".formatted(name, value, wanted));
  }
}
