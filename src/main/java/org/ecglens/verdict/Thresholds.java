package org.ecglens.verdict;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.io.Serializable;
import org.ecglens.error.UserException;

/**
 * By what a verdict decides; {@code docs/metrics.md} says what each number does.
 *
 * @param confidence of the set of methods that may be the best, in (0, 1)
 * @param significance two-sided level of the comparisons with controls, adjusted over methods, in
 *     (0, 1)
 * @param margin share of the best method's score over random within which methods count as equal,
 *     in (0, 1)
 * @param leastRecords fewer records decide nothing, at least 3
 * @param leastSubjects fewer subjects decide nothing, at least 3
 * @param largestSet share of the methods above which a set of the best says nothing, in (0, 1]
 * @param completenessGap largest median gap, in units of the target's scale, above 0
 * @param emptyMaps largest share of records whose map is zero or constant, in [0, 1)
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Thresholds(
    double confidence,
    double significance,
    double margin,
    int leastRecords,
    int leastSubjects,
    double largestSet,
    double completenessGap,
    double emptyMaps)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final int FEWEST = 3;

  /** What is used unless a protocol says otherwise. */
  public static final Thresholds DEFAULT = new Thresholds(0.95, 0.05, 0.1, 12, 8, 0.5, 0.05, 0.05);

  /**
   * Checks the ranges.
   *
   * @throws UserException if a number is out of its range
   */
  public Thresholds {
    inside("confidence", confidence, 0, 1);
    inside("significance", significance, 0, 1);
    inside("margin", margin, 0, 1);
    least("least records", leastRecords);
    least("least subjects", leastSubjects);
    inside("largest set", largestSet, 0, Math.nextUp(1.0));
    inside("completeness gap", completenessGap, 0, Double.MAX_VALUE);
    inside("empty maps", emptyMaps, -Double.MIN_VALUE, 1);
  }

  private static void inside(String name, double value, double above, double below) {
    if (!(value > above && value < below)) {
      throw new UserException(
          "Verdict: %s is %s; it must be %s and %s."
              .formatted(
                  name,
                  value,
                  above < 0 ? "at least 0" : "above 0",
                  below < Double.MAX_VALUE
                      ? below > 1 ? "at most 1" : "below 1"
                      : "below " + Double.MAX_VALUE));
    }
  }

  private static void least(String name, int value) {
    if (value < FEWEST) {
      throw new UserException(
          "Verdict: %s is %d; it must be at least %d.".formatted(name, value, FEWEST));
    }
  }
}
