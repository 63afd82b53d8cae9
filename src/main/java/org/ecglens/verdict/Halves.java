package org.ecglens.verdict;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.ecglens.random.Draws;

/** Judges random halves of the units, to see whether one half says what the other does. */
final class Halves {
  /** Number of halvings. */
  static final int SPLITS = 200;

  private Halves() {}

  /**
   * Halves the units again and again.
   *
   * @return null where a half is too small to recommend anything
   */
  static SplitHalf of(Comparison comparison, Thresholds thresholds, Draws draws) {
    int units = comparison.units();
    if (units / 2 < thresholds.leastRecords()) {
      return null;
    }
    int same = 0;
    int sameMethods = 0;
    int contradictions = 0;
    for (int split = 0; split < SPLITS; split++) {
      int[] order = draws.permutation(units, split);
      Decision one = Decision.of(comparison.on(Arrays.copyOf(order, units / 2)), thresholds);
      Decision other =
          Decision.of(comparison.on(Arrays.copyOfRange(order, units / 2, units)), thresholds);
      if (Set.copyOf(one.recommended()).equals(Set.copyOf(other.recommended()))) {
        same++;
        sameMethods += one.recommended().isEmpty() ? 0 : 1;
      }
      if (contradicts(one.recommended(), other) || contradicts(other.recommended(), one)) {
        contradictions++;
      }
    }
    return new SplitHalf(
        (double) same / SPLITS, (double) sameMethods / SPLITS, (double) contradictions / SPLITS);
  }

  private static boolean contradicts(List<String> recommended, Decision other) {
    Set<String> worse = other.worse().stream().map(Worse::method).collect(Collectors.toSet());
    Set<String> both = new HashSet<>(recommended);
    both.retainAll(worse);
    return !both.isEmpty();
  }
}
