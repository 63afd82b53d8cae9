package org.ecglens.run;

import java.util.Map;
import java.util.TreeMap;
import org.ecglens.plan.Spec;

/**
 * What a run in a folder is begun or continued with.
 *
 * @param spec of the run
 * @param content what the files that the spec names hold, in words and digests, by their names
 * @param items records or files
 * @param shards that a new run is cut into
 */
public record RunRequest(Spec spec, Map<String, String> content, long items, int shards) {
  /** Copies the map. */
  public RunRequest {
    content = new TreeMap<>(content);
  }
}
