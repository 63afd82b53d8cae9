package org.ecglens.check;

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
    double noiseFloor) {
  /** What is used. */
  public static final CheckThresholds DEFAULT = new CheckThresholds(5, 0.2, 0.5, 0.95, 0.75, 0.5);
}
