package org.ecglens.verdict;

/**
 * How many maps of a method are zero or constant.
 *
 * @param empty such maps, over all networks
 * @param maps all of them, over all networks; at least one
 * @param networks at least one
 */
public record EmptyMaps(long empty, long maps, int networks) {
  /** Share of the maps, in [0, 1]. */
  public double share() {
    return (double) empty / maps;
  }

  /** For example {@code 1 of 16 records}. */
  @Override
  public String toString() {
    return networks == 1
        ? "%,d of %,d %s".formatted(empty, maps, maps == 1 ? "record" : "records")
        : "%,d of %,d maps of %d networks".formatted(empty, maps, networks);
  }
}
