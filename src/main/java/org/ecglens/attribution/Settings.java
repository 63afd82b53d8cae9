package org.ecglens.attribution;

import java.util.LinkedHashMap;
import java.util.Map;

/** The values of a method's options, in the order of the options. */
final class Settings {
  private final Map<String, Object> values;

  Settings(Map<String, Object> values) {
    this.values = new LinkedHashMap<>(values);
  }

  boolean isSet(String option) {
    return values.containsKey(option);
  }

  int integer(String option) {
    return (Integer) value(option);
  }

  double number(String option) {
    return (Double) value(option);
  }

  boolean flag(String option) {
    return (Boolean) value(option);
  }

  String name(String option) {
    return (String) value(option);
  }

  Baseline baseline(String option) {
    return (Baseline) value(option);
  }

  References references(String option) {
    return (References) value(option);
  }

  <E extends Enum<E>> E choice(String option, Class<E> type) {
    return type.cast(value(option));
  }

  <T> T value(String option, Class<T> type) {
    return type.cast(value(option));
  }

  /** As they would be written on the command line. */
  Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    values.forEach((option, value) -> texts.put(option, value.toString()));
    return texts;
  }

  private Object value(String option) {
    Object value = values.get(option);
    if (value == null) {
      throw new IllegalStateException("option " + option + " has no value");
    }
    return value;
  }
}
