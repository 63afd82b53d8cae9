package org.ecglens.perturbation;

import java.util.Arrays;
import java.util.List;
import org.ecglens.error.Suggestion;

/** How curves are made and valued. */
public enum Mode {
  /**
   * As the reference work (Storås et al., J Am Med Inform Assoc 2025;32(1):79–88): most relevant
   * first, one noise draw, error relative to the label.
   */
  PAPER("paper", 200, 1),
  /**
   * All three orders, several noise draws that all methods share, change of the prediction in units
   * of the target's scale, beside the random order of the same record.
   */
  CORRECTED("corrected", 50, 5);

  private final String label;
  private final int iterations;
  private final int repeats;

  Mode(String label, int iterations, int repeats) {
    this.label = label;
    this.iterations = iterations;
    this.repeats = repeats;
  }

  /** Name as on the command line and in tables. */
  public String label() {
    return label;
  }

  /** Orders of this mode. */
  public List<Order> orders() {
    return this == PAPER ? List.of(Order.MORF) : List.of(Order.MORF, Order.LERF, Order.RANDOM);
  }

  /** Default number of steps. */
  public int iterations() {
    return iterations;
  }

  /** Default number of noise draws, with one operator. */
  public int repeats() {
    return repeats;
  }

  /** Whether leads that follow from others do, unless it is asked for otherwise. */
  public DependentLeads dependentLeads() {
    return this == PAPER ? DependentLeads.FREE : DependentLeads.FOLLOW;
  }

  /**
   * The mode of that name.
   *
   * @throws org.ecglens.error.UserException if there is none
   */
  public static Mode of(String label) {
    for (Mode mode : values()) {
      if (mode.label.equals(label)) {
        return mode;
      }
    }
    List<String> known = Arrays.stream(values()).map(Mode::label).toList();
    throw Suggestion.unknown("mode", label, known);
  }
}
