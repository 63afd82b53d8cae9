package org.ecglens.check;

import org.ecglens.metric.Moments.Moment;

/**
 * Whether a method passes weight randomisation.
 *
 * @param outcome {@link #PASS}, {@link #FAIL}, or null
 * @param reason null where the method passes, or where nothing was to be decided
 */
public record SanityOutcome(String outcome, String reason) {
  /** The map depends on what the network has learned. */
  public static final String PASS = "pass";

  /** The map shows something else. */
  public static final String FAIL = "fail";

  /** Nothing was to be decided. */
  public static final SanityOutcome UNDECIDED = new SanityOutcome(null, null);

  private static final int FEWEST = 5;
  private static final double SAME = 0.95;

  /**
   * Decides by the rank correlation of maps. A method fails if its map before a network without
   * learning is surely more like its map before the trained network than the trained network's maps
   * of two records are like each other (the intervals of the means do not overlap); or if both are
   * alike to {@value #SAME}, as those of a map that is always the same.
   *
   * @param randomised similarity of the maps of one record before and after all weights are random
   * @param pairs similarity of the trained network's maps of different records
   */
  public static SanityOutcome of(Moment randomised, Moment pairs) {
    if (randomised.n() < FEWEST || pairs.n() < FEWEST) {
      return new SanityOutcome(
          null,
          "%d records and %d pairs of records have maps to compare; %d are needed"
              .formatted(randomised.n(), pairs.n(), FEWEST));
    }
    if (randomised.mean() >= SAME && pairs.mean() >= SAME) {
      return new SanityOutcome(
          FAIL, "the map is always the same, whatever the record and the weights");
    }
    if (randomised.ciLow() > pairs.ciHigh()) {
      return new SanityOutcome(
          FAIL,
          "with random weights the map stays closer to itself (rank correlation %.2f) than maps of"
                  .formatted(randomised.mean())
              + " different records are to each other (%.2f)".formatted(pairs.mean()));
    }
    return new SanityOutcome(PASS, null);
  }
}
