package org.ecglens.attribution;

import java.util.List;
import java.util.Optional;

/**
 * Names of the controls: maps that see no network or no patient. A method that does not beat them
 * shows nothing that they do not show. Two of them are made of a method's own maps and carry its
 * name behind a colon, as {@code population:saliency}.
 */
public final class Controls {
  /** Normal random numbers. */
  public static final String RANDOM = "random";

  /** |x|: where the signal is large. */
  public static final String AMPLITUDE = "amplitude";

  /** |dx/dt|: where the signal is steep. */
  public static final String SLOPE = "slope";

  /** The mean of the method's maps of other records. */
  public static final String POPULATION = "population";

  /** The method's own map, blurred in time; a diagnostic, no method has to beat it. */
  public static final String SMOOTHED = "smoothed";

  /** Controls that are maps by themselves, in the order of tables. */
  public static final List<String> OWN_MAPS = List.of(RANDOM, AMPLITUDE, SLOPE);

  /** Controls that are made of the maps of a method, in the order of tables. */
  public static final List<String> DERIVED = List.of(POPULATION, SMOOTHED);

  private static final String SEPARATOR = ":";

  private Controls() {}

  /** Whether a name of tables is that of a control. */
  public static boolean is(String name) {
    return OWN_MAPS.contains(name) || base(name).isPresent();
  }

  /**
   * Name of the control that is made of a method's maps.
   *
   * @param control of {@link #DERIVED}
   */
  public static String of(String control, String method) {
    return control + SEPARATOR + method;
  }

  /** The method whose maps a control is made of; empty for all other names. */
  public static Optional<String> base(String name) {
    for (String control : DERIVED) {
      if (name.startsWith(control + SEPARATOR)) {
        return Optional.of(name.substring(control.length() + SEPARATOR.length()));
      }
    }
    return Optional.empty();
  }

  /** Whether a name is that of a method's smoothed map. */
  public static boolean isSmoothed(String name) {
    return name.startsWith(SMOOTHED + SEPARATOR);
  }
}
