package org.ecglens.plan;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.ecglens.attribution.Controls;
import org.ecglens.error.Suggestion;
import org.ecglens.perturbation.Mode;

/**
 * The controls that methods are compared with, beside those that are named as methods.
 *
 * @param names controls in the order of {@link #KNOWN}; {@code all} and {@code none} denote sets of
 *     them
 */
public record ControlsSpec(
    @Asked(option = "--controls", empty = ControlsSpec.NO_CONTROLS) List<String> names)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The word for {@link #KNOWN}. */
  public static final String ALL = "all";

  /** The word for no control. */
  public static final String NO_CONTROLS = "none";

  /** All controls, in the order of tables. */
  public static final List<String> KNOWN =
      Stream.concat(Controls.OWN_MAPS.stream(), Controls.DERIVED.stream()).toList();

  /** No control. */
  public static final ControlsSpec NONE = new ControlsSpec(List.of());

  /**
   * Replaces words for several controls by their names.
   *
   * @throws org.ecglens.error.UserException if a name is unknown
   */
  public ControlsSpec {
    List<String> words = new ArrayList<>(KNOWN);
    words.addAll(List.of(ALL, NO_CONTROLS));
    Set<String> chosen = new LinkedHashSet<>();
    for (String word : names) {
      if (!words.contains(word)) {
        throw Suggestion.unknown("--controls", word, words);
      }
      chosen.addAll(
          switch (word) {
            case ALL -> KNOWN;
            case NO_CONTROLS -> List.of();
            default -> List.of(word);
          });
    }
    names = KNOWN.stream().filter(chosen::contains).toList();
  }

  /** What a mode has: all in corrected mode, none in paper mode. */
  public static ControlsSpec of(Mode mode) {
    return mode == Mode.PAPER ? NONE : new ControlsSpec(KNOWN);
  }

  /** Those that are maps by themselves. */
  public List<String> ownMaps() {
    return names.stream().filter(Controls.OWN_MAPS::contains).toList();
  }

  /** Those that are made of the maps of methods. */
  public List<String> derived() {
    return names.stream().filter(Controls.DERIVED::contains).toList();
  }
}
