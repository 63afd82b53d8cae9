package org.ecglens.plan;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Maps that nobody changes, keys ascending, so that equal ones are written alike. */
final class Ordered {
  private Ordered() {}

  static Map<String, String> copy(Map<String, String> map) {
    map.values().forEach(Objects::requireNonNull);
    return Collections.unmodifiableSortedMap(new TreeMap<>(map));
  }
}
