package org.ecglens.plan.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ecglens.error.Suggestion;
import org.ecglens.error.UserException;
import org.ecglens.plan.Choice;

/** JSON as records; every key must be known and there, and every value of its type. */
final class RecordReader {
  private final String source;
  private final List<String> others;

  /**
   * A reader of one text.
   *
   * @param source where it comes from, for messages
   * @param others keys beside those of the outermost record, read already
   */
  RecordReader(String source, List<String> others) {
    this.source = source;
    this.others = others;
  }

  <S> S spec(Class<S> type, JsonNode json) {
    return type.cast(record(type, json, ""));
  }

  private Object record(Class<?> type, JsonNode json, String path) {
    if (!json.isObject()) {
      throw wrong(path, "must be an object in braces, is " + json);
    }
    List<RecordComponent> components = Parts.of(type);
    List<String> known = new ArrayList<>(path.isEmpty() ? others : List.of());
    components.forEach(component -> known.add(Parts.key(component)));
    for (Iterator<String> keys = json.fieldNames(); keys.hasNext(); ) {
      String key = keys.next();
      if (!known.contains(key)) {
        throw new UserException(
            source
                + ": "
                + Suggestion.unknown("key", Parts.path(path, key), paths(path, known))
                    .getMessage());
      }
    }
    Class<?>[] types = new Class<?>[components.size()];
    Object[] values = new Object[types.length];
    for (int i = 0; i < types.length; i++) {
      RecordComponent component = components.get(i);
      types[i] = component.getType();
      values[i] = component(component, json, Parts.path(path, Parts.key(component)));
    }
    return made(type, types, values, path);
  }

  private static List<String> paths(String parent, List<String> keys) {
    return keys.stream().map(key -> Parts.path(parent, key)).toList();
  }

  private Object component(RecordComponent component, JsonNode json, String path) {
    JsonNode value = json.path(Parts.key(component));
    if (value.isMissingNode()) {
      throw wrong(path, "is missing");
    }
    if (value.isNull() && Parts.mayBeNull(component)) {
      return null;
    }
    return value(component.getGenericType(), value, path);
  }

  private Object made(Class<?> type, Class<?>[] types, Object[] values, String path) {
    try {
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof UserException mistake) {
        throw new UserException(
            source + ": " + (path.isEmpty() ? "" : path + ": ") + mistake.getMessage(), mistake);
      }
      throw new IllegalStateException(path, e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(path, e);
    }
  }

  private Object value(Type type, JsonNode json, String path) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      return generic.getRawType() == List.class
          ? list(arguments[0], json, path)
          : map(arguments[1], json, path);
    }
    Class<?> wanted = (Class<?>) type;
    if (wanted.isRecord()) {
      return record(wanted, json, path);
    }
    if (wanted.isEnum()) {
      return constant(wanted, text(json, path), path);
    }
    if (wanted == String.class) {
      return text(json, path);
    }
    if (wanted == boolean.class) {
      if (!json.isBoolean()) {
        throw wrong(path, "must be true or false, is " + json);
      }
      return json.booleanValue();
    }
    return number(wanted, json, path);
  }

  private Object number(Class<?> wanted, JsonNode json, String path) {
    if (wanted == double.class || wanted == Double.class) {
      if (!json.isNumber()) {
        throw wrong(path, "must be a number, is " + json);
      }
      return json.doubleValue();
    }
    boolean isLong = wanted == long.class || wanted == Long.class;
    if (!json.isIntegralNumber() || !(isLong ? json.canConvertToLong() : json.canConvertToInt())) {
      throw wrong(path, "must be a whole number, is " + json);
    }
    // Not a conditional expression, which would make every int a long.
    if (isLong) {
      return json.longValue();
    }
    return json.intValue();
  }

  private String text(JsonNode json, String path) {
    if (!json.isTextual()) {
      throw wrong(path, "must be a text, is " + json);
    }
    return json.textValue();
  }

  private Object constant(Class<?> type, String word, String path) {
    List<String> known = new ArrayList<>();
    for (Object constant : type.getEnumConstants()) {
      String name = Choice.word((Enum<?>) constant);
      if (name.equals(word)) {
        return constant;
      }
      known.add(name);
    }
    throw new UserException(
        source + ": " + path + ": " + Suggestion.unknown("value", word, known).getMessage());
  }

  private List<Object> list(Type element, JsonNode json, String path) {
    if (!json.isArray()) {
      throw wrong(path, "must be a list in brackets, is " + json);
    }
    List<Object> values = new ArrayList<>();
    for (JsonNode value : json) {
      values.add(value(element, value, path + "[" + values.size() + "]"));
    }
    return values;
  }

  private Map<String, Object> map(Type element, JsonNode json, String path) {
    if (!json.isObject()) {
      throw wrong(path, "must be an object in braces, is " + json);
    }
    Map<String, Object> values = new TreeMap<>();
    json.properties()
        .forEach(
            entry ->
                values.put(
                    entry.getKey(),
                    value(element, entry.getValue(), Parts.path(path, entry.getKey()))));
    return values;
  }

  private UserException wrong(String path, String problem) {
    return new UserException(source + ": " + path + " " + problem + ".");
  }
}
