package org.ecglens.verdict;

import org.ecglens.stats.MethodComparison;

/**
 * Where a method becomes one to avoid.
 *
 * @param significance p below which methods differ
 * @param completenessGap largest median gap, in units of the target's interquartile range
 * @param sensitivity largest median relative change of a map within a small ball around the record:
 *     at 1 the map has moved by its own size
 * @param slowdown how many times the milliseconds of the recommended method
 */
public record Thresholds(
    double significance, double completenessGap, double sensitivity, double slowdown) {
  /** What is used. */
  public static final Thresholds DEFAULT = new Thresholds(MethodComparison.ALPHA, 0.05, 1, 10);
}
