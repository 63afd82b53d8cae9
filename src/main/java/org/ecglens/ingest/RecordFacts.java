package org.ecglens.ingest;

import java.io.Serializable;
import java.util.Map;

/**
 * What a collection's tables know of a record.
 *
 * @param subject hash of the person, or null
 * @param labels numbers by name
 */
record RecordFacts(String subject, Map<String, Double> labels) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Nothing. */
  static final RecordFacts NONE = new RecordFacts(null, Map.of());
}
