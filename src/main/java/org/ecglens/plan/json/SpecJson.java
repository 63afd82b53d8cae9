package org.ecglens.plan.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.ecglens.error.Suggestion;
import org.ecglens.error.UserException;
import org.ecglens.plan.AttributionSpec;
import org.ecglens.plan.EvaluationSpec;
import org.ecglens.plan.IngestSpec;
import org.ecglens.plan.PredictionSpec;
import org.ecglens.plan.Spec;
import org.ecglens.plan.SynthSpec;
import org.ecglens.plan.TrainingSpec;

/**
 * Specs as JSON: {@code {"schema": 1, "command": "evaluate", …}}, keys with underscores in the
 * order of components, null for what is not said. Every key is written and must be there when it is
 * read, so that a default that changes later changes no file.
 */
public final class SpecJson {
  /** Version of the form. */
  public static final int SCHEMA = 1;

  private static final String SCHEMA_KEY = "schema";
  private static final String COMMAND_KEY = "command";

  private static final Map<String, Class<? extends Spec>> TYPES =
      Map.of(
          EvaluationSpec.COMMAND, EvaluationSpec.class,
          AttributionSpec.COMMAND, AttributionSpec.class,
          PredictionSpec.COMMAND, PredictionSpec.class,
          IngestSpec.COMMAND, IngestSpec.class,
          SynthSpec.COMMAND, SynthSpec.class,
          TrainingSpec.COMMAND, TrainingSpec.class);

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private SpecJson() {}

  /** The JSON of a spec, indented; equal specs have equal texts. */
  public static String write(Spec spec) {
    try {
      return MAPPER.writeValueAsString(tree(spec)) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a spec is plain data", e);
    }
  }

  /** The JSON of a spec as part of another. */
  public static ObjectNode tree(Spec spec) {
    ObjectNode tree = MAPPER.createObjectNode();
    tree.put(SCHEMA_KEY, SCHEMA);
    tree.put(COMMAND_KEY, spec.command());
    RecordWriter.write(spec, tree);
    return tree;
  }

  /**
   * The spec of a JSON.
   *
   * @param source where it comes from, for messages
   * @throws UserException if it is no JSON, a key is unknown or missing, or a value is wrong
   */
  public static Spec read(String json, String source) {
    try {
      return read(MAPPER.readTree(json), source);
    } catch (JsonProcessingException e) {
      throw new UserException(source + " is not valid JSON: " + e.getOriginalMessage() + ".", e);
    }
  }

  /** The spec of a JSON; see {@link #read(String, String)}. */
  public static Spec read(JsonNode json, String source) {
    if (!json.isObject()) {
      throw new UserException(source + ": must be an object in braces.");
    }
    checkSchema(json.path(SCHEMA_KEY), source);
    JsonNode command = json.path(COMMAND_KEY);
    if (!command.isTextual()) {
      throw new UserException(
          source
              + ": command "
              + (command.isMissingNode() ? "is missing" : "must be a text, is " + command)
              + ".");
    }
    Class<? extends Spec> type = TYPES.get(command.textValue());
    if (type == null) {
      throw new UserException(
          source
              + ": "
              + Suggestion.unknown(
                      "command", command.textValue(), TYPES.keySet().stream().sorted().toList())
                  .getMessage());
    }
    return new RecordReader(source, List.of(SCHEMA_KEY, COMMAND_KEY)).spec(type, json);
  }

  private static void checkSchema(JsonNode schema, String source) {
    if (!schema.isIntegralNumber()
        || schema.bigIntegerValue().bitLength() > 31
        || schema.intValue() != SCHEMA) {
      throw new UserException(
          source
              + ": schema "
              + (schema.isMissingNode() ? "is missing" : "is " + schema)
              + "; this version reads "
              + SCHEMA
              + ". Use the version that wrote it, or ask for the run anew.");
    }
  }

  /** The class of each command. */
  static Map<String, Class<? extends Spec>> types() {
    return TYPES;
  }
}
