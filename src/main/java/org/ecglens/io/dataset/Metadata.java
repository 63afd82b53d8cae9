package org.ecglens.io.dataset;

import java.util.Map;

/**
 * What a collection's tables say about a record.
 *
 * @param person number that the collection knows the person by, with the collection's name before
 *     it, or null; only its salted hash may be written
 * @param labels numbers by name: measurements (see {@link org.ecglens.ecg.Labels}), {@code age} in
 *     years, {@code sex} (0 male, 1 female), codes of diagnoses
 */
public record Metadata(String person, Map<String, Double> labels) {
  /** Copies the labels. */
  public Metadata {
    labels = Map.copyOf(labels);
  }

  @Override
  public String toString() {
    return "Metadata";
  }
}
