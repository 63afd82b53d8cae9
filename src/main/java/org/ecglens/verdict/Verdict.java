package org.ecglens.verdict;

import java.util.List;

/**
 * What a run says in the end.
 *
 * @param mode of the curves
 * @param preset of the methods' constants
 * @param operator of perturbation
 * @param records taken in
 * @param thresholds that were used
 * @param targets ordered by name
 */
public record Verdict(
    String mode,
    String preset,
    String operator,
    long records,
    Thresholds thresholds,
    List<TargetVerdict> targets) {
  /** Copies the list. */
  public Verdict {
    targets = List.copyOf(targets);
  }
}
