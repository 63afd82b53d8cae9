package org.ecglens.check;

import java.util.Locale;
import org.ecglens.metric.Moments.Moment;

/**
 * Decides whether a method passes a check on one network. A method fails where the evidence is
 * clear, and passes where it is clear too; between the two it is undecided, with the reason.
 *
 * @param thresholds where
 */
public record SanityRules(CheckThresholds thresholds) {

  /**
   * Whether a map depends on what the network has learned. It fails if the map before networks with
   * random weights keeps, given |x|, surely more of its order than the yardsticks have in common
   * and than the floor of the thresholds. Where maps of different records are all alike there is no
   * yardstick, and {@link #inputDependence} decides.
   *
   * @param kept partial rank correlation of a record's maps before the trained network and networks
   *     with random weights, over records and draws of the weights
   * @param draws of the weights that left maps to compare
   * @param likeness rank correlation of the trained network's maps of different records
   * @param pairs partial rank correlation of the same given |x| of both
   * @param products partial rank correlation given |x| of two products of x with independent noise;
   *     null for a method that does not multiply by its input
   */
  public SanityOutcome randomisation(
      Moment kept, int draws, Moment likeness, Moment pairs, Moment products) {
    if (likeness.n() < thresholds.fewest() || kept.n() < thresholds.fewest()) {
      return SanityOutcome.undecided(
          "%d records and %d pairs of records have maps to compare; %d are needed"
              .formatted(kept.n(), likeness.n(), thresholds.fewest()));
    }
    if (draws < 2 || kept.ciLow() == null) {
      return SanityOutcome.undecided(
          "maps can be compared for %d draw of the weights; 2 are needed".formatted(draws));
    }
    if (likeness.mean() >= thresholds.sameMap()) {
      return SanityOutcome.undecided(
          text(
              "maps of different records are all alike (rank correlation %.2f), which leaves no"
                  + " yardstick",
              likeness.mean()));
    }
    Limits limits = randomisation(pairs.ciHigh(), products == null ? null : products.ciHigh());
    String found =
        text(
            "with random weights the map keeps a partial rank correlation of %.2f (95 %% interval"
                + " %.2f to %.2f over %d draws) with itself given |x|; maps of different records"
                + " have %s, the limit is %.2f",
            kept.mean(),
            kept.ciLow(),
            kept.ciHigh(),
            draws,
            pairs.mean() == null ? "none" : text("%.2f", pairs.mean()),
            limits.failsAbove());
    if (kept.ciLow() > limits.failsAbove()) {
      return SanityOutcome.fail(found);
    }
    return kept.ciHigh() < limits.passesBelow()
        ? SanityOutcome.pass()
        : SanityOutcome.undecided(found);
  }

  /**
   * Whether a map depends on the record. It fails if maps of different records are surely the same,
   * or are the same in every pair.
   *
   * @param likeness rank correlation of the trained network's maps of different records
   * @param same share of the pairs, whose likeness reaches the threshold
   */
  public SanityOutcome inputDependence(Moment likeness, Moment same) {
    if (likeness.n() < thresholds.fewest()) {
      return SanityOutcome.undecided(
          "%d pairs of records have maps with an order to compare; %d are needed"
              .formatted(likeness.n(), thresholds.fewest()));
    }
    Limits limits = inputDependence();
    if (likeness.ciLow() >= limits.failsAbove() || same.mean() == 1) {
      return SanityOutcome.fail(
          text(
              "the same map for every record: maps of different records have a rank correlation of"
                  + " %.2f (%d pairs)",
              likeness.mean(), likeness.n()));
    }
    return likeness.ciHigh() < limits.passesBelow()
        ? SanityOutcome.pass()
        : SanityOutcome.undecided(
            text(
                "maps of different records have a rank correlation of %.2f (95 %% interval %.2f to"
                    + " %.2f), on both sides of %.2f",
                likeness.mean(), likeness.ciLow(), likeness.ciHigh(), limits.failsAbove()));
  }

  /**
   * Whether slight noise leaves a map as it is. It fails if the noise surely changes the map nearly
   * as much as another record does, and passes if surely by less than half as much; a network that
   * is sensitive to the noise may be the reason for what lies between.
   *
   * @param kind of the noise, for a reader
   * @param instability 1 − rank correlation of the maps of a record with and without the noise
   * @param differences 1 − rank correlation of the maps of different records
   */
  public SanityOutcome robustness(String kind, Moment instability, Moment differences) {
    if (instability.n() < thresholds.fewest() || differences.n() < thresholds.fewest()) {
      return SanityOutcome.undecided(
          "%d records with %s and %d pairs of records have maps to compare; %d are needed"
              .formatted(instability.n(), kind, differences.n(), thresholds.fewest()));
    }
    if (1 - differences.mean() >= thresholds.sameMap()) {
      return SanityOutcome.undecided(
          text(
              "maps of different records are all alike (rank correlation %.2f), which leaves no"
                  + " yardstick",
              1 - differences.mean()));
    }
    String found =
        text(
            "%s changes the map by %.2f (1 - rank correlation, 95 %% interval %.2f to %.2f);"
                + " another record changes it by %.2f",
            kind,
            instability.mean(),
            instability.ciLow(),
            instability.ciHigh(),
            differences.mean());
    Limits limits = robustness(differences.ciLow(), differences.ciHigh());
    if (instability.ciLow() >= limits.failsAbove()) {
      return SanityOutcome.fail(found);
    }
    return instability.ciHigh() < limits.passesBelow()
        ? SanityOutcome.pass()
        : SanityOutcome.undecided(found);
  }

  /**
   * Between which the 95 % interval of a mean decides nothing.
   *
   * @param failsAbove a method fails where the lower end is above it; at it too, but for weight
   *     randomisation
   * @param passesBelow a method passes where the upper end is below it
   */
  public record Limits(double failsAbove, double passesBelow) {}

  /**
   * The limits of weight randomisation.
   *
   * @param pairs upper end of the yardstick of different records, null where there is none
   * @param products upper end of the yardstick of products with noise, null where there is none
   */
  public Limits randomisation(Double pairs, Double products) {
    double limit = thresholds.keptFloor();
    limit = pairs == null ? limit : Math.max(limit, pairs);
    limit = products == null ? limit : Math.max(limit, products);
    return new Limits(limit, Math.min(limit, thresholds.keptCeiling()));
  }

  /** The limits of the likeness of different records' maps. */
  public Limits inputDependence() {
    return new Limits(thresholds.sameMap(), thresholds.sameMap());
  }

  /**
   * The limits of an instability.
   *
   * @param low lower end of the difference between the maps of different records
   * @param high upper end of the same
   */
  public Limits robustness(double low, double high) {
    return new Limits(thresholds.noiseCeiling() * high, thresholds.noiseFloor() * low);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
