package org.ecglens.verdict;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;

/**
 * Whether the methods differ in the same way in all groups; the names in {@code verdict.json} are
 * these in snake_case.
 *
 * @param by label that groups are made by
 * @param p of the permutation test of method × group, see {@link
 *     org.ecglens.stats.GroupInteraction}; null where there was none
 * @param pHolm the same, adjusted over all labels and targets of the run; null where p is
 * @param effect η², share of the variance of the methods' differences that lies between groups, in
 *     [0, 1]; null where p is
 * @param groups that were compared, none without a test
 * @param reason why there was no test, or null
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Interaction(
    String by, Double p, Double pHolm, Double effect, List<String> groups, String reason) {
  /** Copies the list. */
  public Interaction {
    groups = List.copyOf(groups);
  }

  /** No test. */
  public static Interaction none(String by, String reason) {
    return new Interaction(by, null, null, null, List.of(), reason);
  }

  /** The same with an adjusted p-value. */
  public Interaction adjusted(Double holm) {
    return new Interaction(by, p, holm, effect, groups, reason);
  }
}
