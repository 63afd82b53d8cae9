package org.ecglens.perturbation;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.ecglens.error.Suggestion;
import org.ecglens.error.UserException;
import org.ecglens.extension.UserClass;

/** PerturbationOperators by name, and those of users by class. */
public final class PerturbationOperators {
  private static final String KIND = "Operator";
  private static final String ADD_NOISE = "add-noise";
  private static final String ZERO = "zero";
  private static final String LEAD_MEAN = "lead-mean";
  private static final String WINDOW_MEAN = "window-mean";
  private static final String LINEAR = "linear-interpolation";
  private static final String NOISY_LINEAR = "noisy-linear-interpolation";
  private static final String UNIFORM = "uniform";

  /** Names that {@link #create} knows. */
  public static final List<String> NAMES =
      List.of(ADD_NOISE, ZERO, LEAD_MEAN, WINDOW_MEAN, LINEAR, NOISY_LINEAR, UNIFORM);

  private static final String SCALE = "scale";
  private static final String WIDTH = "width";
  private static final Map<String, List<String>> OPTIONS =
      Map.of(
          ADD_NOISE, List.of(SCALE),
          WINDOW_MEAN, List.of(WIDTH),
          NOISY_LINEAR, List.of(SCALE));

  private PerturbationOperators() {}

  /** Names of the options of an operator; none for a class, which alone knows its own. */
  public static List<String> options(String name) {
    return OPTIONS.getOrDefault(name, List.of());
  }

  /**
   * Builds an operator.
   *
   * @param name one of {@link #NAMES}, or the name of a class with its package ({@link UserClass})
   * @param options of the operator, by name: {@code add-noise} has {@code scale} (0.2), {@code
   *     noisy-linear-interpolation} {@code scale} (0.01), {@code window-mean} {@code width} (25)
   * @throws UserException if the name, an option or its value is unknown
   */
  public static Operator create(String name, Map<String, String> options) {
    if (UserClass.is(name)) {
      return ofClass(name, options);
    }
    if (!NAMES.contains(name)) {
      throw Suggestion.unknown("operator", name, NAMES);
    }
    List<String> known = options(name);
    for (String option : options.keySet()) {
      if (known.isEmpty()) {
        throw new UserException("Operator " + name + " has no options; remove '" + option + "'.");
      }
      if (!known.contains(option)) {
        throw Suggestion.unknown("option of operator " + name, option, known);
      }
    }
    return switch (name) {
      case ZERO -> new Zero();
      case LEAD_MEAN -> new LeadMean();
      case WINDOW_MEAN -> new WindowMean(width(name, options));
      case LINEAR -> new LinearInterpolation();
      case NOISY_LINEAR ->
          new NoisyLinearInterpolation(
              scale(name, options, NoisyLinearInterpolation.DEFAULT_SCALE));
      case UNIFORM -> new UniformInLead();
      default -> new AddNoise(scale(name, options, AddNoise.DEFAULT_SCALE));
    };
  }

  private static Operator ofClass(String name, Map<String, String> options) {
    Operator operator = UserClass.create(KIND, name, Operator.class, options);
    Operator same = UserClass.create(KIND, name, Operator.class, options);
    if (!operator.toString().equals(same.toString())) {
      // A run that continues compares these texts.
      throw new UserException(
          KIND
              + " "
              + name
              + ": toString must give the same text for the same options; make it a record.");
    }
    return operator;
  }

  /**
   * Checks a standard deviation that is a share of a record's range.
   *
   * @throws UserException if it is not a positive number
   */
  static void checkScale(String operator, double scale) {
    if (!(scale > 0) || Double.isInfinite(scale)) {
      throw new UserException(
          "Operator " + operator + ": scale is " + scale + "; it must be a positive number.");
    }
  }

  private static double scale(String operator, Map<String, String> options, double otherwise) {
    return value(operator, options, SCALE, otherwise, Double::valueOf, "a number");
  }

  private static int width(String operator, Map<String, String> options) {
    return value(
        operator, options, WIDTH, WindowMean.DEFAULT_WIDTH, Integer::valueOf, "a whole number");
  }

  private static <T> T value(
      String operator,
      Map<String, String> options,
      String option,
      T otherwise,
      Function<String, T> reading,
      String kind) {
    String text = options.get(option);
    if (text == null) {
      return otherwise;
    }
    try {
      return reading.apply(text);
    } catch (NumberFormatException e) {
      throw new UserException(
          "Operator " + operator + ": " + option + " is '" + text + "'; it must be " + kind + ".",
          e);
    }
  }
}
