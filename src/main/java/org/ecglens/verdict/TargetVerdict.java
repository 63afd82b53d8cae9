package org.ecglens.verdict;

import java.util.List;

/**
 * What to do about one target.
 *
 * @param target name
 * @param recommended method, or null
 * @param reason why none is recommended, or null
 * @param alike methods that the recommended one cannot be told to beat nor are to be avoided; where
 *     none is recommended, those that were found without fault
 * @param avoid methods not to use
 * @param notLookedAt what the run has no evidence of, as checks
 * @param evidence what all of this rests on
 */
public record TargetVerdict(
    String target,
    String recommended,
    String reason,
    List<String> alike,
    List<Avoided> avoid,
    List<String> notLookedAt,
    TargetEvidence evidence) {
  /** Copies the lists. */
  public TargetVerdict {
    alike = List.copyOf(alike);
    avoid = List.copyOf(avoid);
    notLookedAt = List.copyOf(notLookedAt);
  }
}
