package org.ecglens.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import org.ecglens.run.storage.StoredFile;

/**
 * What a finished shard has written; a shard counts only once its marker is stored with its files.
 *
 * @param run that the shard is of
 * @param shard number
 * @param records taken in
 * @param files table's folder to the file in it
 * @param counts what happened how often, and nanoseconds spent, by name
 */
public record ShardMarker(
    String run, int shard, long records, Map<String, StoredFile> files, Map<String, Long> counts)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Copies the maps, keys ascending. */
  public ShardMarker {
    files = new TreeMap<>(files);
    counts = new TreeMap<>(counts);
  }

  /** What the shard was worth for the counts of a run. */
  @JsonIgnore
  ShardCounts totals() {
    Map<String, Long> rows = new TreeMap<>();
    files.forEach((table, file) -> rows.put(table, file.rows()));
    return new ShardCounts(records, rows, counts);
  }
}
