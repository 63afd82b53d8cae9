package org.ecglens.verdict;

import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * How many maps of a method are zero or constant.
 *
 * @param empty such maps, over all networks
 * @param maps all of them, over all networks; at least one
 * @param networks at least one
 */
public record EmptyMaps(long empty, long maps, int networks) {
  private static final double LEVEL = 0.05;

  /** Share of the maps, in [0, 1]. */
  public double share() {
    return (double) empty / maps;
  }

  /** Whether the share is above a limit, and not only by chance. */
  boolean surelyAbove(double limit) {
    return low() > limit;
  }

  /**
   * Lower end of the one-sided 95 % interval of the share (Clopper and Pearson, Biometrika
   * 1934;26(4):404–413). The networks explain the same records, so that their maps count as those
   * of one network with the mean share.
   */
  double low() {
    if (empty == 0) {
      return 0;
    }
    double records = (double) maps / networks;
    double of = (double) empty / networks;
    return BetaDistribution.of(of, records - of + 1).inverseCumulativeProbability(LEVEL);
  }

  /** For example {@code 1 of 16 records}. */
  @Override
  public String toString() {
    return networks == 1
        ? "%,d of %,d %s".formatted(empty, maps, maps == 1 ? "record" : "records")
        : "%,d of %,d maps of %d networks".formatted(empty, maps, networks);
  }
}
