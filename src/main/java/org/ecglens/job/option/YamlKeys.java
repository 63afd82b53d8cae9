package org.ecglens.job.option;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ecglens.error.UserException;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/**
 * The keys of a YAML file that gives options their values. A value stays the text that the user
 * wrote: the option's type decides how to read it.
 *
 * @param source where it comes from, for messages
 * @param entries by key, in the order of the file
 */
public record YamlKeys(String source, Map<String, Object> entries) {

  /**
   * Reads a text.
   *
   * @param source where it comes from, for messages
   * @param content what the file must hold, for messages
   * @throws UserException if it is no YAML, or holds no keys
   */
  public static YamlKeys of(String source, String text, String content) {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(source)
            .setSchema(new FailsafeSchema())
            .setTagConstructors(Map.of(Tag.NULL, node -> ""))
            .build();
    Object read;
    try {
      read = new Load(settings).loadFromString(text);
    } catch (YamlEngineException e) {
      throw new UserException(source + ": is not valid YAML: " + e.getMessage(), e);
    }
    if (!(read instanceof Map<?, ?> keys)) {
      throw new UserException(source + ": must hold " + content + ".");
    }
    Map<String, Object> entries = new LinkedHashMap<>();
    keys.forEach((key, value) -> entries.put(String.valueOf(key), value));
    return new YamlKeys(source, entries);
  }

  /**
   * The values of a key.
   *
   * @throws UserException if its value is neither a scalar nor a list of scalars
   */
  public List<String> values(String key) {
    if (entries.get(key) instanceof List<?> items) {
      if (items.isEmpty()) {
        throw new UserException(source + ": key '" + key + "' is an empty list. Remove the key.");
      }
      List<String> values = new ArrayList<>();
      for (Object item : items) {
        values.add(scalar(key, item));
      }
      return values;
    }
    return List.of(scalar(key, entries.get(key)));
  }

  /**
   * A value as text.
   *
   * @param key that it belongs to
   * @throws UserException if it is not a single value, or empty
   */
  public String scalar(String key, Object value) {
    if (value instanceof String text && !text.isEmpty()) {
      return text;
    }
    throw new UserException(
        source
            + ": key '"
            + key
            + "' "
            + ("".equals(value) ? "has no value." : "must be a single value or a list of them."));
  }
}
