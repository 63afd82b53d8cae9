package org.ecglens.error;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** What a user who wrote an unknown name probably meant. */
public final class Suggestion {
  private static final int MOST_EDITS = 3;

  private Suggestion() {}

  /**
   * The known name with the fewest edits from what was written, if it is near; the first of several
   * equally near ones.
   */
  public static Optional<String> nearest(String written, Collection<String> known) {
    String lower = written.toLowerCase(Locale.ROOT);
    return known.stream()
        .filter(name -> edits(lower, name) <= Math.min(MOST_EDITS, name.length() / 2))
        .min(Comparator.comparingInt(name -> edits(lower, name)));
  }

  /** A user's mistake: an unknown name, the nearest known one if there is one, and all of them. */
  public static UserException unknown(String what, String written, Collection<String> known) {
    String hint = nearest(written, known).map(name -> " Did you mean '" + name + "'?").orElse("");
    return new UserException(
        "Unknown "
            + what
            + " '"
            + written
            + "'."
            + hint
            + " Known: "
            + String.join(", ", known)
            + ".");
  }

  private static int edits(String lower, String name) {
    return LevenshteinDistance.getDefaultInstance().apply(lower, name.toLowerCase(Locale.ROOT));
  }
}
