package org.ecglens.metric.map;

import java.util.BitSet;
import org.ecglens.perturbation.Ranking;

/**
 * An attribution map prepared for comparison: its points are ranked once, whatever it is compared
 * with. Immutable.
 */
public final class RankedMap {
  /** Reason where a measure needs some relevance. */
  public static final String ZERO = "the map is zero everywhere";

  /** Reason where a measure needs differences between points. */
  public static final String CONSTANT = "the map is the same everywhere";

  /** Share of the points that count as the most relevant ones. */
  public static final double TOP_SHARE = 0.1;

  private final float[] map;
  private final int[] order;
  private final double[] ranks;
  private final BitSet top;
  private final int topSize;
  private final double total;
  private final Spread values;
  private final Spread rankSpread;

  /** Mean of a series and the root of its summed squared deviations, 0 if it is constant. */
  private record Spread(double mean, double deviation) {}

  private RankedMap(float[] map, int topSize) {
    this.map = map;
    this.topSize = topSize;
    order = Ranking.mostRelevant(map, map.length);
    ranks = ranks();
    top = new BitSet(map.length);
    for (int i = 0; i < topSize; i++) {
      top.set(order[i]);
    }
    double sum = 0;
    for (float value : map) {
      sum += Math.abs(value);
    }
    total = sum;
    values = valueSpread();
    rankSpread = rankSpread();
  }

  /**
   * Ranks a map; {@link #TOP_SHARE} of its points, rounded and at least one, are its top.
   *
   * @param map {@code [lead * samples + sample]}, finite, not empty
   * @throws IllegalArgumentException if a value is NaN or infinite, or there is none
   */
  public static RankedMap of(float[] map) {
    return of(map, Math.max(1, (int) Math.round(TOP_SHARE * map.length)));
  }

  /**
   * Ranks a map.
   *
   * @param map {@code [lead * samples + sample]}, finite, not empty
   * @param topSize how many points are its top, 1 to all
   * @throws IllegalArgumentException if a value is NaN or infinite, or the size of the top is none
   */
  public static RankedMap of(float[] map, int topSize) {
    if (topSize < 1 || topSize > map.length) {
      throw new IllegalArgumentException("the top " + topSize + " of " + map.length + " points");
    }
    for (int point = 0; point < map.length; point++) {
      if (!Float.isFinite(map[point])) {
        throw new IllegalArgumentException("attribution of point " + point + " is " + map[point]);
      }
    }
    return new RankedMap(map.clone(), topSize);
  }

  /** Number of points. */
  public int size() {
    return map.length;
  }

  /** |a| of a point. */
  double magnitude(int point) {
    return Math.abs(map[point]);
  }

  /** Points by descending |a|, ties by ascending index. */
  int at(int place) {
    return order[place];
  }

  /** |a| by place in descending order. */
  double sorted(int place) {
    return magnitude(order[place]);
  }

  /** Place behind the last that is tied with this one. */
  int tieEnd(int place) {
    int end = place + 1;
    while (end < order.length && sorted(end) == sorted(place)) {
      end++;
    }
    return end;
  }

  /** Σ|a|. */
  double total() {
    return total;
  }

  /** Whether all points are zero. */
  boolean isZero() {
    return sorted(0) == 0;
  }

  /** Whether |a| is the same everywhere. */
  public boolean isFlat() {
    return sorted(0) == sorted(order.length - 1);
  }

  /** Whether a is the same everywhere. */
  boolean isConstant() {
    return values.deviation() == 0;
  }

  /** How many points are the top. */
  int topSize() {
    return topSize;
  }

  /** Points in the top of both maps. */
  int topInCommon(RankedMap other) {
    BitSet common = (BitSet) top.clone();
    common.and(other.top);
    return common.cardinality();
  }

  /** Points in the top of both maps whose signs are the same. */
  int topInCommonWithSign(RankedMap other) {
    BitSet common = (BitSet) top.clone();
    common.and(other.top);
    return (int)
        common.stream()
            .filter(point -> Math.signum(map[point]) == Math.signum(other.map[point]))
            .count();
  }

  /** Pearson correlation of a; both maps vary. */
  double correlation(RankedMap other) {
    double product = 0;
    for (int point = 0; point < map.length; point++) {
      product += (map[point] - values.mean()) * (other.map[point] - other.values.mean());
    }
    return bounded(product / (values.deviation() * other.values.deviation()));
  }

  /** Pearson correlation of the average ranks of |a|; both vary. */
  double rankCorrelation(RankedMap other) {
    double mean = rankSpread.mean();
    double product = 0;
    for (int point = 0; point < ranks.length; point++) {
      product += (ranks[point] - mean) * (other.ranks[point] - mean);
    }
    return bounded(product / (rankSpread.deviation() * other.rankSpread.deviation()));
  }

  /** Rounding may carry a perfect correlation over 1. */
  private static double bounded(double correlation) {
    return Math.max(-1, Math.min(1, correlation));
  }

  private double[] ranks() {
    double[] averaged = new double[map.length];
    int place = 0;
    while (place < order.length) {
      int end = tieEnd(place);
      for (int i = place; i < end; i++) {
        averaged[order[i]] = (place + end - 1) / 2.0;
      }
      place = end;
    }
    return averaged;
  }

  private Spread valueSpread() {
    double sum = 0;
    boolean same = true;
    for (float value : map) {
      sum += value;
      same &= value == map[0];
    }
    double mean = sum / map.length;
    double squares = 0;
    for (float value : map) {
      squares += (value - mean) * (value - mean);
    }
    return new Spread(mean, same ? 0 : Math.sqrt(squares));
  }

  private Spread rankSpread() {
    double mean = (ranks.length - 1) / 2.0;
    double squares = 0;
    for (double rank : ranks) {
      squares += (rank - mean) * (rank - mean);
    }
    return new Spread(mean, Math.sqrt(squares));
  }
}
