package org.ecglens.metric.map;

import org.ecglens.metric.ScoreValue;

/**
 * How much of a map's order is lost when its input is disturbed a little: the mean over
 * disturbances of 1 − the Spearman correlation of |a| between the map and that of the disturbed
 * record. 0 to 2, lower is better: 0 is the same order, 1 an order that has nothing to do with it.
 * Signs and sizes of the map do not matter. Disturbed maps are added one by one and not kept. Not
 * thread-safe.
 */
public final class Instability {
  private final RankedMap map;
  private int count;
  private double sum;

  /**
   * Starts without disturbances.
   *
   * @param map of the record as it is, finite
   */
  public Instability(float[] map) {
    this.map = RankedMap.of(map);
  }

  /**
   * Adds a disturbance.
   *
   * @param disturbed map of the disturbed record, finite; one that is the same everywhere has no
   *     order in common with any map and counts as 1
   * @throws IllegalArgumentException if it has another size
   */
  public void add(float[] disturbed) {
    RankedMap other = RankedMap.of(disturbed);
    if (other.size() != map.size()) {
      throw new IllegalArgumentException(
          "a map of " + other.size() + " points against one of " + map.size());
    }
    count++;
    if (!map.isFlat()) {
      sum += other.isFlat() ? 1 : 1 - map.rankCorrelation(other);
    }
  }

  /** Mean over the disturbances; none for a map whose |a| is the same everywhere. */
  public ScoreValue mean() {
    if (count == 0) {
      return ScoreValue.none("the input was not disturbed");
    }
    return map.isFlat() ? ScoreValue.none(RankedMap.CONSTANT) : ScoreValue.of(sum / count);
  }
}
