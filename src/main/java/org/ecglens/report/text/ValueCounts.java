package org.ecglens.report.text;

import java.io.Serializable;

/**
 * Percentiles of any number of values in bounded memory: values are counted after rounding to a
 * number of binary digits. Sums of counts do not depend on the order of the values, so the same
 * data give the same percentiles however they are spread, which sketches that draw samples do not
 * promise.
 *
 * <p>With {@code b} bits a percentile is off by at most 2<sup>−(b+1)</sup> of itself; integers
 * below 2<sup>b+1</sup>, the least and the largest value are exact.
 */
final class ValueCounts implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Binary digits of a float after the leading one. */
  private static final int MANTISSA = 23;

  private static final int EXPONENTS = 256;

  private final int bits;
  private final long[][] negative = new long[EXPONENTS][];
  private final long[][] positive = new long[EXPONENTS][];
  private long n;
  private float min = Float.POSITIVE_INFINITY;
  private float max = Float.NEGATIVE_INFINITY;

  /**
   * Counts of nothing.
   *
   * @param bits binary digits kept after the leading one, 1 to 22
   */
  ValueCounts(int bits) {
    this.bits = bits;
  }

  /** Counts a finite value. */
  void add(float value) {
    n++;
    min = Math.min(min, value);
    max = Math.max(max, value);
    int shift = MANTISSA - bits;
    int magnitude = Float.floatToRawIntBits(Math.abs(value));
    int key = (magnitude + (1 << (shift - 1))) >>> shift;
    long[][] pages = value < 0 ? negative : positive;
    int page = key >>> bits;
    if (pages[page] == null) {
      pages[page] = new long[1 << bits];
    }
    pages[page][key & ((1 << bits) - 1)]++;
  }

  void add(ValueCounts other) {
    n += other.n;
    min = Math.min(min, other.min);
    max = Math.max(max, other.max);
    add(negative, other.negative);
    add(positive, other.positive);
  }

  private static void add(long[][] to, long[][] from) {
    for (int page = 0; page < EXPONENTS; page++) {
      if (from[page] == null) {
        continue;
      }
      if (to[page] == null) {
        to[page] = from[page].clone();
      } else {
        for (int i = 0; i < to[page].length; i++) {
          to[page][i] += from[page][i];
        }
      }
    }
  }

  long n() {
    return n;
  }

  /** The least value; infinite if there is none. */
  float min() {
    return min;
  }

  /** The largest value; infinite if there is none. */
  float max() {
    return max;
  }

  /**
   * The smallest value that at least the given share of all values do not exceed (nearest rank);
   * NaN if there are none.
   */
  float percentile(double percent) {
    long rank = Math.max(1, (long) Math.ceil(n * (percent / 100)));
    long seen = 0;
    int size = 1 << bits;
    for (int key = EXPONENTS * size - 1; key >= 0; key--) {
      seen += count(negative, key);
      if (seen >= rank) {
        return value(-1, key);
      }
    }
    for (int key = 0; key < EXPONENTS * size; key++) {
      seen += count(positive, key);
      if (seen >= rank) {
        return value(1, key);
      }
    }
    return Float.NaN;
  }

  private long count(long[][] pages, int key) {
    long[] page = pages[key >>> bits];
    return page == null ? 0 : page[key & ((1 << bits) - 1)];
  }

  private float value(int sign, int key) {
    float value = sign * Float.intBitsToFloat(key << (MANTISSA - bits));
    return Math.min(max, Math.max(min, value));
  }
}
