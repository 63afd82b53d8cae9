package org.ecglens.plan;

import java.io.Serializable;
import java.util.Objects;
import org.ecglens.error.UserException;
import org.ecglens.perturbation.WindowWidth;

/**
 * An operator of a panel and the features that it perturbs, written {@code lead-mean@50ms}.
 *
 * @param name of {@link org.ecglens.perturbation.PerturbationOperators#NAMES}, or the name of a
 *     class
 * @param window as {@link WindowWidth#of} reads it: {@code point}, {@code 25} samples, or {@code
 *     50ms}
 */
public record PanelOperator(String name, String window) implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final char SEPARATOR = '@';

  /**
   * Writes the window in its usual form.
   *
   * @throws UserException if it is none
   */
  public PanelOperator {
    Objects.requireNonNull(name, "name");
    window = WindowWidth.of(window).toString();
  }

  /**
   * Reads {@code name} or {@code name@window}.
   *
   * @param otherwise window of a name alone
   * @throws UserException if the window is none
   */
  static PanelOperator of(String text, String otherwise) {
    int at = text.indexOf(SEPARATOR);
    return at < 0
        ? new PanelOperator(text, otherwise)
        : new PanelOperator(text.substring(0, at), text.substring(at + 1));
  }

  @Override
  public String toString() {
    return name + SEPARATOR + window;
  }
}
