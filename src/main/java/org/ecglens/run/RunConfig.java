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
import org.ecglens.plan.Choice;
import org.ecglens.plan.EvaluationSpec;
import org.ecglens.plan.Spec;
import org.ecglens.plan.TargetScale;
import org.ecglens.plan.json.Difference;
import org.ecglens.plan.json.SpecDifferences;
import org.ecglens.plan.json.SpecJson;

/**
 * The configuration with which a run began: the file {@code _run.json}, and part of the manifest.
 *
 * @param run id of the run, which its shards have too
 * @param spec of the run
 * @param content descriptions and digests of the files that the spec names, by their names
 * @param shards number of shards of the items
 * @param items records or files
 * @param scales {@code model/target} to what its errors are divided by
 */
public record RunConfig(
    String run,
    Spec spec,
    Map<String, String> content,
    int shards,
    long items,
    Map<String, TargetScale> scales) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Field of the run's id. */
  static final String RUN = "run";

  private static final String NONE = "none";
  private static final String SCALES = "scales";
  private static final String SCALE_RULES = "scale_rules";

  /** Copies the maps, keys ascending. */
  public RunConfig {
    content = new TreeMap<>(content);
    scales = new TreeMap<>(scales);
  }

  /** As it is written. */
  public ObjectNode json() {
    ObjectNode json = JSON.createObjectNode();
    json.put("command", spec.command());
    json.put(RUN, run);
    json.set("spec", SpecJson.tree(spec));
    json.set("content", JSON.valueToTree(content));
    json.put("shards", shards);
    json.put("items", items);
    ObjectNode values = json.putObject(SCALES);
    ObjectNode rules = json.putObject(SCALE_RULES);
    scales.forEach(
        (name, scale) -> {
          if (scale.value() != null) {
            values.put(name, scale.value());
          }
          rules
              .putObject(name)
              .put("kind", Choice.word(scale.kind()))
              .put("reason", scale.reason());
        });
    return json;
  }

  private static Map<String, TargetScale> scales(JsonNode json) {
    Map<String, TargetScale> scales = new TreeMap<>();
    for (Map.Entry<String, JsonNode> rule : json.path(SCALE_RULES).properties()) {
      JsonNode value = json.path(SCALES).path(rule.getKey());
      scales.put(
          rule.getKey(),
          new TargetScale(
              value.isNumber() ? value.doubleValue() : null,
              Choice.of(
                  SCALE_RULES,
                  rule.getValue().path("kind").asText(),
                  List.of(TargetScale.Kind.values())),
              rule.getValue().path("reason").asText()));
    }
    return scales;
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
        json.path(RUN).asText(),
        spec,
        JSON.convertValue(json.path("content"), new StringMap()),
        json.path("shards").asInt(),
        json.path("items").asLong(),
        scales(json));
  }

  private static final class StringMap
      extends com.fasterxml.jackson.core.type.TypeReference<Map<String, String>> {}

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
        throw differs(
            folder, name, content.getOrDefault(name, NONE), found.getOrDefault(name, NONE));
      }
    }
  }

  /**
   * The same as a command that resumes the run asks for the verdict, which rests on tables and not
   * on how they were computed.
   */
  RunConfig judgedBy(Spec wanted) {
    if (spec instanceof EvaluationSpec own && wanted instanceof EvaluationSpec other) {
      return new RunConfig(
          run,
          own.with().verdict(other.verdict()).protocol(other.protocol()).build(),
          content,
          shards,
          items,
          scales);
    }
    return this;
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
