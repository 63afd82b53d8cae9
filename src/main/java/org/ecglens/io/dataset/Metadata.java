package org.ecglens.io.dataset;

import java.util.Map;
import org.ecglens.io.Assumptions;

/**
 * What a collection's tables say about a record, and its description about all of them.
 *
 * @param person number that the collection knows the person by, with the collection's name before
 *     it, or null; only its salted hash may be written
 * @param labels numbers by name: measurements (see {@link org.ecglens.ecg.Labels}), {@code age} in
 *     years, {@code sex} (0 male, 1 female), codes of diagnoses
 * @param conventions rate, unit and leads of files that do not say them
 */
public record Metadata(String person, Map<String, Double> labels, Assumptions conventions) {
  /** Copies the labels. */
  public Metadata {
    labels = Map.copyOf(labels);
  }

  /** About a record whose file says all that is needed. */
  public Metadata(String person, Map<String, Double> labels) {
    this(person, labels, Assumptions.NONE);
  }

  @Override
  public String toString() {
    return "Metadata";
  }
}
