package org.ecglens.plan;

import java.util.List;
import java.util.Locale;
import org.ecglens.error.Suggestion;
import org.ecglens.error.UserException;

/** Constants by the words that options and JSON have for them. */
public final class Choice {
  private Choice() {}

  /** The word for a constant: in lower case, with hyphens. */
  public static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The constant of a word.
   *
   * @param what the word is for, as {@code --device}
   * @param word as written
   * @param known constants, in the order in which a message names them
   * @throws UserException if none of them has this word
   */
  public static <E extends Enum<E>> E of(String what, String word, List<E> known) {
    for (E constant : known) {
      if (word(constant).equals(word)) {
        return constant;
      }
    }
    throw Suggestion.unknown(what, word, known.stream().map(Choice::word).toList());
  }

  /** The constant of a word in upper or lower case; see {@link #of}. */
  public static <E extends Enum<E>> E ofAnyCase(String what, String word, List<E> known) {
    for (E constant : known) {
      if (word(constant).equalsIgnoreCase(word)) {
        return constant;
      }
    }
    return of(what, word, known);
  }
}
