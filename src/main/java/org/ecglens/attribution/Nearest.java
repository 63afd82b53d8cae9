package org.ecglens.attribution;

import java.util.Collection;
import java.util.Comparator;

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
    int[] costs = new int[to.length() + 1];
    for (int j = 0; j < costs.length; j++) {
      costs[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = costs[0];
      costs[0] = i;
      for (int j = 1; j < costs.length; j++) {
        int replace = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = costs[j];
        costs[j] = Math.min(replace, Math.min(costs[j], costs[j - 1]) + 1);
      }
    }
    return costs[to.length()];
  }
}
