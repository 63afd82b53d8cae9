package org.ecglens.stats;

import java.util.HashMap;
import java.util.Map;

/** Numbers the subjects of values that come one after the other, from 0. */
public final class ClusterNumbers {
  private final Map<String, Integer> numbers = new HashMap<>();
  private int count;

  /**
   * The cluster of the next value.
   *
   * @param name of its subject; a value whose name is null is by itself
   */
  public int next(String name) {
    if (name == null) {
      return count++;
    }
    Integer known = numbers.putIfAbsent(name, count);
    return known == null ? count++ : known;
  }

  /** Number of clusters so far. */
  public int count() {
    return count;
  }
}
