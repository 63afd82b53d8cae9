package org.ecglens.run;

import java.util.List;
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
 * @param aside input files of which nothing is used
 */
public record RunRequest(
    Spec spec, Map<String, String> content, long items, int shards, List<SetAside> aside) {
  /** Copies the collections. */
  public RunRequest {
    content = new TreeMap<>(content);
    aside = List.copyOf(aside);
  }

  /** With all files. */
  public RunRequest(Spec spec, Map<String, String> content, long items, int shards) {
    this(spec, content, items, shards, List.of());
  }
}
