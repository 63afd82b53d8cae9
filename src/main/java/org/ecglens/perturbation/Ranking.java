package org.ecglens.perturbation;

import java.util.Arrays;
import org.ecglens.random.Draws;

/**
 * The first points of an {@link Order}, or windows where a {@link FeatureShape} says so. Only as
 * many are ranked as are asked for; the result is the beginning of what a full sort would give,
 * ties included.
 */
public final class Ranking {
  private static final int LEAST_BUFFER = 64;

  private Ranking() {}

  /**
   * Points by descending |a|, ties by ascending index: zeros of a sparse map come by index after
   * all others.
   *
   * @param attribution {@code [lead * samples + sample]}, without NaN
   * @param count how many points, at most all
   * @throws IllegalArgumentException if a value is NaN
   */
  public static int[] mostRelevant(float[] attribution, int count) {
    return select(attribution, count, true);
  }

  /**
   * Points by ascending |a|, ties by ascending index: zeros of a sparse map come first, by index.
   *
   * @param attribution {@code [lead * samples + sample]}, without NaN
   * @param count how many points, at most all
   * @throws IllegalArgumentException if a value is NaN
   */
  public static int[] leastRelevant(float[] attribution, int count) {
    return select(attribution, count, false);
  }

  /**
   * A uniformly random order (Fisher and Yates, from the front); the beginning is the same however
   * many points are asked for.
   *
   * @param size points in the record
   * @param count how many points, at most all
   */
  public static int[] random(int size, int count, Draws draws, long draw) {
    int[] order = new int[size];
    Arrays.setAll(order, i -> i);
    for (int i = 0; i < count; i++) {
      int other = i + draws.below(size - i, draw, i);
      int chosen = order[other];
      order[other] = order[i];
      order[i] = chosen;
    }
    return Arrays.copyOf(order, count);
  }

  /**
   * Keeps the {@code count} smallest keys in a buffer of twice that size, sorted and cut whenever
   * it is full: no more than O(n log count) on any input, and nearly O(n) on most.
   */
  private static int[] select(float[] attribution, int count, boolean descending) {
    long[] buffer = new long[Math.min(attribution.length, Math.max(LEAST_BUFFER, 2 * count))];
    int filled = 0;
    long limit = Long.MAX_VALUE;
    for (int i = 0; i < attribution.length; i++) {
      long key = key(attribution[i], i, descending);
      if (key >= limit) {
        continue;
      }
      if (filled == buffer.length) {
        Arrays.sort(buffer);
        filled = count;
        limit = count == 0 ? Long.MIN_VALUE : buffer[count - 1];
        if (key >= limit) {
          continue;
        }
      }
      buffer[filled++] = key;
    }
    Arrays.sort(buffer, 0, filled);
    int[] points = new int[count];
    for (int i = 0; i < count; i++) {
      points[i] = (int) buffer[i];
    }
    return points;
  }

  /**
   * A number that sorts as (|a|, index) does: the bits of a float that is not negative ascend with
   * its value.
   */
  private static long key(float value, int index, boolean descending) {
    if (Float.isNaN(value)) {
      throw new IllegalArgumentException("attribution of point " + index + " is NaN");
    }
    int magnitude = Float.floatToRawIntBits(Math.abs(value));
    return (long) (descending ? Integer.MAX_VALUE - magnitude : magnitude) << 32 | index;
  }
}
