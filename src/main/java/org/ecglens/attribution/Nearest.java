package org.ecglens.attribution;

import java.util.Collection;
import java.util.Comparator;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The known name that was probably meant by an unknown one. */
final class Nearest {
  private Nearest() {}

  /** {@code " (did you mean 'saliency'?)"}, or nothing where no known name is near. */
  static String suggestion(String unknown, Collection<String> known) {
    return known.stream()
        .min(Comparator.comparingInt((String name) -> distance(unknown, name)))
        .filter(name -> distance(unknown, name) <= Math.max(2, name.length() / 3))
        .map(name -> " (did you mean '" + name + "'?)")
        .orElse("");
  }

  /** Levenshtein's: how many letters to insert, delete or replace. */
  static int distance(String from, String to) {
    return LevenshteinDistance.getDefaultInstance().apply(from, to);
  }
}
