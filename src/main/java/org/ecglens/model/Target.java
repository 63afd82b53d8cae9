package org.ecglens.model;

import java.io.Serializable;
import java.util.Map;

/**
 * An output of a network and what it stands for.
 *
 * @param output index of the output element
 * @param name as in tables
 * @param unit of the output, or null
 * @param label key of the records' labels that it is compared with; absent labels are null
 */
public record Target(int output, String name, String unit, String label) implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final String LOGIT = "logit";
  private static final String PROBABILITY = "probability";

  /**
   * The label of a record that the output has an error against.
   *
   * @param labels of the record by name
   * @return null where the record has no such label, and for a logit, since its labels are 0 and 1
   */
  public Double comparable(Map<String, Double> labels) {
    return hasErrors() ? labels.get(label) : null;
  }

  /** Whether a user's word is the name of the output, or its index. */
  public boolean isNamed(String word) {
    return name.equals(word) || Integer.toString(output).equals(word);
  }

  /** Whether the card says that the output is a probability, or the logit of one. */
  public boolean tellsProbability() {
    return PROBABILITY.equals(unit) || LOGIT.equals(unit);
  }

  /** Whether the output and its label are the same quantity; a logit and a 0 or 1 are not. */
  public boolean hasErrors() {
    return !LOGIT.equals(unit);
  }
}
