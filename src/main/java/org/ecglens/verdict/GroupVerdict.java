package org.ecglens.verdict;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;

/**
 * What is said about one target in one group of the records, by the same rules as for all records;
 * the names in {@code verdict.json} are these in snake_case.
 *
 * @param by label that groups are made by
 * @param group its value, or the range that it is in
 * @param records that were compared
 * @param subjects that were compared, as many as records where they are not known
 * @param recommended methods, the best first
 * @param undecided methods that may be the best, but the data cannot say
 * @param worse methods that others or controls are surely better than
 * @param reason why nothing is recommended, or null
 * @param strength of the recommendation: strong, moderate, weak or none
 * @param recordsNeeded of this group that would decide what is undecided; null where nothing is, or
 *     no number would
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record GroupVerdict(
    String by,
    String group,
    long records,
    long subjects,
    List<String> recommended,
    List<String> undecided,
    List<Worse> worse,
    String reason,
    String strength,
    Long recordsNeeded) {
  /** Copies the lists. */
  public GroupVerdict {
    recommended = List.copyOf(recommended);
    undecided = List.copyOf(undecided);
    worse = List.copyOf(worse);
  }

  static GroupVerdict of(String by, String group, TargetVerdict verdict) {
    return new GroupVerdict(
        by,
        group,
        verdict.records(),
        verdict.subjects(),
        verdict.recommended(),
        verdict.undecided(),
        verdict.worse(),
        verdict.reason(),
        verdict.strength(),
        verdict.recordsNeeded());
  }
}
