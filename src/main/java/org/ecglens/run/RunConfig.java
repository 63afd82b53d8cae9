package org.ecglens.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ecglens.error.UserException;

/**
 * What a run was asked for, as far as its tables depend on it.
 *
 * @param command name of the job's command
 * @param settings option, or what else matters, to value
 * @param shards how many the items are cut into
 * @param items records or files
 * @param scales {@code model/target} to interquartile range
 */
public record RunConfig(
    String command,
    Map<String, String> settings,
    int shards,
    long items,
    Map<String, Double> scales) {
  /** Copies the maps, keys ascending. */
  public RunConfig {
    settings = new TreeMap<>(settings);
    scales = new TreeMap<>(scales);
  }

  /** What a folder's run was asked for. */
  public static RunConfig of(JsonNode json) {
    return new ObjectMapper().convertValue(json, RunConfig.class);
  }

  /**
   * Refuses to continue a run with something else.
   *
   * @param wanted settings of this run
   */
  public void check(String path, String wantedCommand, Map<String, String> wanted) {
    if (!command.equals(wantedCommand)) {
      throw differs(path, "command", command, wantedCommand);
    }
    TreeSet<String> keys = new TreeSet<>(settings.keySet());
    keys.addAll(wanted.keySet());
    for (String key : keys) {
      if (!Objects.equals(settings.get(key), wanted.get(key))) {
        throw differs(path, key, settings.get(key), wanted.get(key));
      }
    }
  }

  private static UserException differs(String path, String key, String there, String wanted) {
    return new UserException(
        "--out "
            + path
            + " holds a run with another "
            + key
            + ": "
            + there
            + " there, "
            + wanted
            + " here. Name another folder, or replace that run with --overwrite.");
  }
}
