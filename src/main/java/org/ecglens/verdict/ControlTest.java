package org.ecglens.verdict;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * A method beside a control that sees no network or no patient.
 *
 * @param method name
 * @param control name; {@link Comparison#RANDOM_ORDER} for the random order of the same record
 * @param difference mean score less that of the control, in units of the mean size of scores
 * @param p two-sided, paired
 * @param pAdjusted after Holm, over the methods beside the same control
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record ControlTest(
    String method, String control, double difference, double p, double pAdjusted) {

  /** Whether the method is surely better. */
  public boolean better(double significance) {
    return difference > 0 && pAdjusted < significance;
  }

  /** Whether the control is surely better. */
  public boolean worse(double significance) {
    return difference < 0 && pAdjusted < significance;
  }
}
