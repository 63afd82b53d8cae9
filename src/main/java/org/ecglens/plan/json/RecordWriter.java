package org.ecglens.plan.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import org.ecglens.plan.Choice;

/** Records as JSON, by what they are made of. */
final class RecordWriter {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private RecordWriter() {}

  /** Adds the components of a record to an object. */
  static void write(Object record, ObjectNode object) {
    for (RecordComponent component : Parts.of(record.getClass())) {
      object.set(Parts.key(component), node(Parts.value(component, record)));
    }
  }

  private static JsonNode node(Object value) {
    if (value == null) {
      return NODES.nullNode();
    }
    if (value instanceof String text) {
      return NODES.textNode(text);
    }
    if (value instanceof Enum<?> constant) {
      return NODES.textNode(Choice.word(constant));
    }
    if (value instanceof Boolean flag) {
      return NODES.booleanNode(flag);
    }
    if (value instanceof Integer number) {
      return NODES.numberNode(number.intValue());
    }
    if (value instanceof Long number) {
      return NODES.numberNode(number.longValue());
    }
    if (value instanceof Double number) {
      return NODES.numberNode(number.doubleValue());
    }
    if (value instanceof List<?> list) {
      ArrayNode array = NODES.arrayNode();
      list.forEach(element -> array.add(node(element)));
      return array;
    }
    ObjectNode object = NODES.objectNode();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, element) -> object.set((String) key, node(element)));
    } else {
      write(value, object);
    }
    return object;
  }
}
