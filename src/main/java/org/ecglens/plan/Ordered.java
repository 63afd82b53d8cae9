package org.ecglens.plan;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Immutable maps with ascending keys, so that equal maps are written alike. */
final class Ordered {
  private Ordered() {}

  static Map<String, String> copy(Map<String, String> map) {
    map.values().forEach(Objects::requireNonNull);
    return Collections.unmodifiableSortedMap(new TreeMap<>(map));
  }
}
