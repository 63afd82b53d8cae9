package org.ecglens.attribution;

import java.util.Arrays;
import java.util.Locale;
import org.ecglens.error.UserException;

/** A set of constants for all methods. */
public enum Preset {
  /** Those of Storås et al., J Am Med Inform Assoc 2025;32(1):79–88. */
  PAPER,
  /** The defaults of the Captum library. */
  CAPTUM;

  /** The name as on the command line: {@code paper} or {@code captum}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The preset of a name.
   *
   * @throws UserException if there is none of this name
   */
  public static Preset of(String name) {
    return Arrays.stream(values())
        .filter(preset -> preset.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new UserException(
                    "unknown preset '" + name + "': choose one of " + Arrays.toString(values())));
  }
}
