package org.ecglens.net.kernel;

/**
 * Where the median of a window is, while it slides over a signal. Places count from the first value
 * of the first window, which lies before the signal by half a window.
 */
final class SlidingMedian {
  private final int window;
  private final int samples;
  private final boolean nearest;
  private final float[] values;

  /** The places of a window, by value; of equal values the earlier first. */
  private final int[] sorted;

  /**
   * Makes room for signals of a length.
   *
   * @param window values in a window, odd
   * @param nearest whether the ends go on as they are; else with zeros
   */
  SlidingMedian(int window, int samples, boolean nearest) {
    this.window = window;
    this.samples = samples;
    this.nearest = nearest;
    values = new float[samples + window - 1];
    sorted = new int[window];
  }

  /**
   * The place of the median around each sample, of the signal that begins somewhere in an array.
   */
  int[] places(float[] signals, int start) {
    int half = window / 2;
    for (int place = 0; place < values.length; place++) {
      int source = source(place);
      values[place] = source < 0 ? 0 : signals[start + source];
    }
    int count = 0;
    for (int place = 0; place < window; place++) {
      insert(place, count++);
    }
    int[] places = new int[samples];
    places[0] = sorted[half];
    for (int i = 1; i < samples; i++) {
      int gone = position(i - 1, window);
      System.arraycopy(sorted, gone + 1, sorted, gone, window - 1 - gone);
      insert(i + window - 1, window - 1);
      places[i] = sorted[half];
    }
    return places;
  }

  /** The value at a place. */
  float value(int place) {
    return values[place];
  }

  /** The sample that is at a place, or -1 for a zero. */
  int source(int place) {
    int source = place - window / 2;
    if (source >= 0 && source < samples) {
      return source;
    }
    return nearest ? Math.max(0, Math.min(samples - 1, source)) : -1;
  }

  private void insert(int place, int count) {
    int at = position(place, count);
    System.arraycopy(sorted, at, sorted, at + 1, count - at);
    sorted[at] = place;
  }

  /** How many of the sorted places come before one. */
  private int position(int place, int count) {
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      int other = sorted[middle];
      int order = Float.compare(values[other], values[place]);
      if (order < 0 || (order == 0 && other < place)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
