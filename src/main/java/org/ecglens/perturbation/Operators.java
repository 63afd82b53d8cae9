package org.ecglens.perturbation;

import java.util.List;
import java.util.Map;
import org.ecglens.Suggestion;
import org.ecglens.UserException;

/** Operators by name. */
public final class Operators {
  /** Names that {@link #create} knows. */
  public static final List<String> NAMES = List.of("add-noise", "zero", "lead-mean");

  private static final Map<String, List<String>> OPTIONS =
      Map.of("add-noise", List.of("scale"), "zero", List.of(), "lead-mean", List.of());

  private Operators() {}

  /**
   * Builds an operator.
   *
   * @param name one of {@link #NAMES}
   * @param options of the operator, by name: {@code add-noise} has {@code scale} (0.2)
   * @throws UserException if the name, an option or its value is unknown
   */
  public static Operator create(String name, Map<String, String> options) {
    List<String> known = OPTIONS.get(name);
    if (known == null) {
      throw Suggestion.unknown("operator", name, NAMES);
    }
    for (String option : options.keySet()) {
      if (known.isEmpty()) {
        throw new UserException("Operator " + name + " has no options; remove '" + option + "'.");
      }
      if (!known.contains(option)) {
        throw Suggestion.unknown("option of operator " + name, option, known);
      }
    }
    return switch (name) {
      case "zero" -> new Zero();
      case "lead-mean" -> new LeadMean();
      default -> new AddNoise(number(name, options, "scale", AddNoise.DEFAULT_SCALE));
    };
  }

  private static double number(
      String operator, Map<String, String> options, String option, double otherwise) {
    String text = options.get(option);
    if (text == null) {
      return otherwise;
    }
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new UserException(
          "Operator " + operator + ": " + option + " is '" + text + "'; it must be a number.", e);
    }
  }
}
