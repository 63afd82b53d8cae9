package org.ecglens.verdict;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;

/**
 * What a run says in the end; the names in {@code verdict.json} are these in snake_case.
 *
 * @param protocolSha256 digest of the protocol file that the run was held to; null without one
 * @param deviations options whose values are not those that the protocol registers
 * @param mode of the curves
 * @param preset of the methods' constants
 * @param operators of perturbation
 * @param records taken in
 * @param thresholds that were used
 * @param targets ordered by name
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Verdict(
    String protocolSha256,
    List<Deviation> deviations,
    String mode,
    String preset,
    List<String> operators,
    long records,
    Thresholds thresholds,
    List<TargetVerdict> targets) {
  /** Copies the lists. */
  public Verdict {
    deviations = List.copyOf(deviations);
    operators = List.copyOf(operators);
    targets = List.copyOf(targets);
  }
}
