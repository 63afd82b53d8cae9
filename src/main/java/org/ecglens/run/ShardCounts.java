package org.ecglens.run;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came of the items of a shard, in numbers.
 *
 * @param records taken in
 * @param rows table's folder to number of rows
 * @param counts what happened how often, and nanoseconds spent, by name
 */
public record ShardCounts(long records, Map<String, Long> rows, Map<String, Long> counts)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Copies the maps, keys ascending. */
  public ShardCounts {
    rows = new TreeMap<>(rows);
    counts = new TreeMap<>(counts);
  }
}
