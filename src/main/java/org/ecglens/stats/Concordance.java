package org.ecglens.stats;

/**
 * How far raters or rankings agree; what cannot be computed is null.
 *
 * @param value the coefficient, finite, or null
 * @param ciLow lower end of its 95 % interval, or null
 * @param ciHigh upper end, null where the lower end is
 * @param p probability of such a value or a more extreme one without any agreement, or null
 * @param items how many items it is computed from
 * @param raters how many raters it is computed from
 * @param reason why there is no value, or no interval where the coefficient has one; else null
 */
public record Concordance(
    Double value, Double ciLow, Double ciHigh, Double p, int items, int raters, String reason) {

  /** No coefficient. */
  static Concordance none(int items, int raters, String reason) {
    return new Concordance(null, null, null, null, items, raters, reason);
  }

  /** A coefficient without interval. */
  static Concordance of(double value, Double p, int items, int raters) {
    return new Concordance(value, null, null, p, items, raters, null);
  }

  /** The same with an interval, or with the reason why there is none. */
  Concordance with(ResampledInterval interval) {
    return new Concordance(
        value, interval.low(), interval.high(), p, items, raters, interval.reason());
  }
}
