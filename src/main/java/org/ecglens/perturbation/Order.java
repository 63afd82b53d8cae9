package org.ecglens.perturbation;

import java.util.Arrays;
import java.util.List;
import org.ecglens.error.Suggestion;

/** In which order the features of a record, points or windows, are perturbed. */
public enum Order {
  /**
   * Most relevant first: largest |a|. Ties come by a random order that seed and record decide, the
   * same for all methods; in paper mode by index.
   */
  MORF("morf"),
  /** Least relevant first: smallest |a|, MoRF read backwards, ties included. */
  LERF("lerf"),
  /** Drawn at random for each record and repeat, whatever the explanation says: the control. */
  RANDOM("random");

  private final String label;

  Order(String label) {
    this.label = label;
  }

  /** Name as on the command line and in tables. */
  public String label() {
    return label;
  }

  /**
   * The order of that name.
   *
   * @throws org.ecglens.error.UserException if there is none
   */
  public static Order of(String label) {
    for (Order order : values()) {
      if (order.label.equals(label)) {
        return order;
      }
    }
    List<String> known = Arrays.stream(values()).map(Order::label).toList();
    throw Suggestion.unknown("order", label, known);
  }
}
