package org.ecglens.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ecglens.preprocess.PreprocessingStep;

/** Cards as JSON: keys with underscores, nothing for what is not said. */
final class ModelCardJson {
  static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_EMPTY, JsonInclude.Include.NON_EMPTY))
          .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private ModelCardJson() {}

  /** A step in words: its name, and each of its fields with its value. */
  static String text(PreprocessingStep step) {
    ObjectNode node = MAPPER.valueToTree(step);
    node.remove("step");
    List<String> fields = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      fields.add(field.getKey() + " " + field.getValue().toString().replace("\"", ""));
    }
    return fields.isEmpty() ? step.step() : step.step() + " (" + String.join(", ", fields) + ")";
  }

  static String write(ModelCard card) {
    try {
      return MAPPER.writeValueAsString(card) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a card is plain data", e);
    }
  }
}
