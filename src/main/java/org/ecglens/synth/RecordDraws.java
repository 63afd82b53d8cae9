package org.ecglens.synth;

import org.ecglens.random.Draws;

/** The random numbers of one record, one after the other. */
final class RecordDraws {
  private final Draws draws;
  private final long record;
  private long position;

  RecordDraws(long seed, long record, String... purpose) {
    this.draws = Draws.of(seed, purpose);
    this.record = record;
  }

  /** Uniform between two limits. */
  double uniform(double low, double high) {
    return low + (high - low) * draws.uniform(record, position++);
  }

  /** Normal, pulled to the limits where it would leave them. */
  double normal(double mean, double deviation, double low, double high) {
    double value = mean + deviation * gaussian();
    return Math.max(low, Math.min(high, value));
  }

  /** Standard normal. */
  double gaussian() {
    // A number of its own block, so that uniform and normal draws never share one.
    return draws.gaussian(record, 2 * position++);
  }

  /** True with a probability. */
  boolean chance(double probability) {
    return uniform(0, 1) < probability;
  }
}
