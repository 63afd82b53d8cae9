package org.ecglens.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ecglens.error.UserException;
import org.ecglens.plan.Spec;
import org.ecglens.plan.json.Difference;
import org.ecglens.plan.json.SpecDifferences;
import org.ecglens.plan.json.SpecJson;

/**
 * The configuration with which a run began: the file {@code _run.json}, and part of the manifest.
 *
 * @param spec of the run
 * @param content descriptions and digests of the files that the spec names, by their names
 * @param shards number of shards of the items
 * @param items records or files
 * @param scales {@code model/target} to the divisor of its errors, in the target's unit
 */
public record RunConfig(
    Spec spec, Map<String, String> content, int shards, long items, Map<String, Double> scales) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Copies the maps, keys ascending. */
  public RunConfig {
    content = new TreeMap<>(content);
    scales = new TreeMap<>(scales);
  }

  /** As it is written. */
  public ObjectNode json() {
    ObjectNode json = JSON.createObjectNode();
    json.put("command", spec.command());
    json.set("spec", SpecJson.tree(spec));
    json.set("content", JSON.valueToTree(content));
    json.put("shards", shards);
    json.put("items", items);
    json.set("scales", JSON.valueToTree(scales));
    return json;
  }

  /**
   * What a folder's run was begun with.
   *
   * @param folder for messages
   * @throws UserException if another version of ecglens wrote it
   */
  static RunConfig of(JsonNode json, String folder) {
    Spec spec;
    try {
      spec = SpecJson.read(json.path("spec"), RunFolder.CONFIG);
    } catch (UserException e) {
      throw new UserException(
          "--out "
              + folder
              + " holds a run of another version of ecglens ("
              + e.getMessage()
              + ") Name another folder, or replace that run with --overwrite.",
          e);
    }
    return new RunConfig(
        spec,
        JSON.convertValue(json.path("content"), new StringMap()),
        json.path("shards").asInt(),
        json.path("items").asLong(),
        JSON.convertValue(json.path("scales"), new NumberMap()));
  }

  private static final class StringMap
      extends com.fasterxml.jackson.core.type.TypeReference<Map<String, String>> {}

  private static final class NumberMap
      extends com.fasterxml.jackson.core.type.TypeReference<Map<String, Double>> {}

  /**
   * Refuses to resume this run with another spec or content; compares them field by field.
   *
   * @param folder of the run
   * @param wanted spec of the current command
   * @param found content of the files that it names
   * @throws UserException naming the first difference
   */
  void check(String folder, Spec wanted, Map<String, String> found) {
    List<Difference> differences = SpecDifferences.between(spec, wanted);
    if (!differences.isEmpty()) {
      Difference first = differences.get(0);
      throw differs(folder, first.option(), first.there(), first.here());
    }
    TreeSet<String> names = new TreeSet<>(content.keySet());
    names.addAll(found.keySet());
    for (String name : names) {
      if (!Objects.equals(content.get(name), found.get(name))) {
        throw differs(folder, name, content.get(name), found.get(name));
      }
    }
  }

  private static UserException differs(String folder, String what, String there, String here) {
    return new UserException(
        "--out "
            + folder
            + " holds a run with another "
            + what
            + ": "
            + there
            + " there, "
            + here
            + " here. Name another folder, or replace that run with --overwrite.");
  }
}
