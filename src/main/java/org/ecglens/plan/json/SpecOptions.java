package org.ecglens.plan.json;

import java.lang.reflect.RecordComponent;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.ecglens.plan.Asked;
import org.ecglens.plan.Choice;
import org.ecglens.plan.GroupBy;
import org.ecglens.plan.PanelOperator;
import org.ecglens.plan.Protocol;
import org.ecglens.plan.Spec;

/** A spec as options of its command, for people: a command line that asks for the same. */
public final class SpecOptions {
  private SpecOptions() {}

  /**
   * Every option that has a value.
   *
   * @return by long name without dashes; lists and maps joined by commas
   */
  public static Map<String, String> of(Spec spec) {
    Map<String, String> options = new TreeMap<>();
    add(spec, options);
    return Collections.unmodifiableMap(options);
  }

  private static void add(Object record, Map<String, String> options) {
    for (RecordComponent component : Parts.of(record.getClass())) {
      Object value = Parts.value(component, record);
      Asked asked = component.getAnnotation(Asked.class);
      if (asked == null) {
        add(value, options);
      } else if (asked.option().length == 1) {
        put(asked.option()[0], value, options);
        if (value instanceof List<?> list && list.isEmpty() && !asked.empty().isEmpty()) {
          put(asked.option()[0], asked.empty(), options);
        }
      } else {
        List<RecordComponent> parts = Parts.of(value.getClass());
        for (int i = 0; i < parts.size(); i++) {
          put(asked.option()[i], Parts.value(parts.get(i), value), options);
        }
      }
    }
  }

  private static void put(String option, Object value, Map<String, String> options) {
    String text = value == null ? "" : text(value);
    if (!text.isEmpty()) {
      options.put(option.replaceFirst("^-+", ""), text);
    }
  }

  /** Nested records have a special form on the command line: filters x kernel of a stem. */
  private static String text(Object value) {
    if (value instanceof Enum<?> constant) {
      return Choice.word(constant);
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> entry.getKey() + "=" + entry.getValue())
          .collect(Collectors.joining(","));
    }
    if (value instanceof List<?> list) {
      return list.stream().map(SpecOptions::text).collect(Collectors.joining(","));
    }
    if (value instanceof PanelOperator || value instanceof Protocol || value instanceof GroupBy) {
      return value.toString();
    }
    if (value instanceof Record record) {
      return Parts.of(record.getClass()).stream()
          .map(part -> String.valueOf(Parts.value(part, record)))
          .collect(Collectors.joining("x"));
    }
    return value.toString();
  }
}
