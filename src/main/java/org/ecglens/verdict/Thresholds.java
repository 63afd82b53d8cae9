package org.ecglens.verdict;

/**
 * Where a method becomes one to avoid.
 *
 * @param significance largest p that counts as a difference
 * @param completenessGap largest median gap, in units of the target's interquartile range
 * @param sensitivity largest median relative change of a map within a small ball around the record:
 *     at 1 the map has moved by its own size
 * @param slowdown how many times the milliseconds of the recommended method
 */
public record Thresholds(
    double significance, double completenessGap, double sensitivity, double slowdown) {
  /** What is used unless somebody knows better. */
  public static final Thresholds DEFAULT = new Thresholds(0.05, 0.05, 1, 10);
}
