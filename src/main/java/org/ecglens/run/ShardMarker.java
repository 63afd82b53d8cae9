package org.ecglens.run;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a finished shard has written; a shard counts only once its marker is stored with its files.
 *
 * @param shard number
 * @param records taken in
 * @param files table's folder to file name
 * @param rows table's folder to number of rows
 * @param counts what happened how often, and nanoseconds spent, by name
 */
public record ShardMarker(
    int shard,
    long records,
    Map<String, String> files,
    Map<String, Long> rows,
    Map<String, Long> counts)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Copies the maps, keys ascending. */
  public ShardMarker {
    files = new TreeMap<>(files);
    rows = new TreeMap<>(rows);
    counts = new TreeMap<>(counts);
  }
}
