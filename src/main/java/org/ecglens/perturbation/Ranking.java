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
    return select(attribution, count, true, null);
  }

  /**
   * Points by descending |a|, ties by ascending place in an order of all points.
   *
   * @param attribution {@code [lead * samples + sample]}, without NaN
   * @param count how many points, at most all
   * @param ties a permutation: the points in the order in which ties come; null for their own
   * @throws IllegalArgumentException if a value is NaN
   */
  static int[] mostRelevant(float[] attribution, int count, int[] ties) {
    return select(attribution, count, true, ties);
  }

  /**
   * Points by ascending |a|, ties by ascending index: zeros of a sparse map come first, by index.
   *
   * @param attribution {@code [lead * samples + sample]}, without NaN
   * @param count how many points, at most all
   * @throws IllegalArgumentException if a value is NaN
   */
  public static int[] leastRelevant(float[] attribution, int count) {
    return select(attribution, count, false, null);
  }

  /**
   * {@link #mostRelevant(float[], int, int[])} of all points read backwards: by ascending |a|, ties
   * by descending place.
   *
   * @param attribution {@code [lead * samples + sample]}, without NaN
   * @param count how many points, at most all
   * @param ties a permutation: the points in the order in which ties come in that order; null for
   *     ascending index
   * @throws IllegalArgumentException if a value is NaN
   */
  static int[] leastRelevant(float[] attribution, int count, int[] ties) {
    if (ties == null) {
      return leastRelevant(attribution, count);
    }
    int[] backwards = new int[ties.length];
    Arrays.setAll(backwards, place -> ties[ties.length - 1 - place]);
    return select(attribution, count, false, backwards);
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
   *
   * @param ties the points in the order in which ties come; null for their own
   */
  private static int[] select(float[] attribution, int count, boolean descending, int[] ties) {
    long[] buffer = new long[Math.min(attribution.length, Math.max(LEAST_BUFFER, 2 * count))];
    int filled = 0;
    long limit = Long.MAX_VALUE;
    for (int place = 0; place < attribution.length; place++) {
      int i = ties == null ? place : ties[place];
      long key = key(attribution[i], i, place, descending);
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
      int place = (int) buffer[i];
      points[i] = ties == null ? place : ties[place];
    }
    return points;
  }

  /**
   * A number that sorts as (|a|, place) does: the bits of a float that is not negative ascend with
   * its value.
   */
  private static long key(float value, int index, int place, boolean descending) {
    if (Float.isNaN(value)) {
      throw new IllegalArgumentException("attribution of point " + index + " is NaN");
    }
    int magnitude = Float.floatToRawIntBits(Math.abs(value));
    return (long) (descending ? Integer.MAX_VALUE - magnitude : magnitude) << 32 | place;
  }
}
