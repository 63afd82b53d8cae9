package org.ecglens.plan;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.ecglens.check.CheckPlan;
import org.ecglens.error.Suggestion;
import org.ecglens.error.UserException;

/**
 * The checks that are evaluated in addition to perturbation curves.
 *
 * @param names checks in the order of {@link CheckPlan#ALL}; {@code cheap}, {@code all} and {@code
 *     none} denote sets of checks
 * @param records approximate number of records on which the costly checks are evaluated, at least 1
 * @param randomisations how many times all weights of a network are permuted, and how many times
 *     drawn anew, at least 2
 */
public record ChecksSpec(
    @Asked(option = "--checks", empty = ChecksSpec.NONE) List<String> names,
    @Asked(option = "--check-records") int records,
    @Asked(option = "--randomisations") int randomisations)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The word for {@link CheckPlan#CHEAP}. */
  public static final String CHEAP = "cheap";

  /** The word for {@link CheckPlan#ALL}. */
  public static final String ALL = "all";

  /** The word for no check. */
  public static final String NONE = "none";

  /**
   * Replaces words for several checks by their names.
   *
   * @throws UserException if a value is unknown or out of range
   */
  public ChecksSpec {
    if (records < 1) {
      throw new UserException("--check-records is " + records + "; it must be at least 1.");
    }
    if (randomisations < 2) {
      throw new UserException(
          "--randomisations is "
              + randomisations
              + "; it must be at least 2, because one permutation of the weights says nothing of"
              + " others.");
    }
    names = expanded(names);
  }

  /** The defaults, to change. */
  public static Builder builder() {
    return new Builder();
  }

  /** A copy to change. */
  public Builder with() {
    return new Builder(this);
  }

  /** The checks. */
  public CheckPlan plan() {
    return new CheckPlan(names, records, randomisations, 1);
  }

  private static List<String> expanded(List<String> words) {
    List<String> known = new ArrayList<>(CheckPlan.ALL);
    known.addAll(List.of(CHEAP, ALL, NONE));
    Set<String> names = new LinkedHashSet<>();
    for (String word : words) {
      if (!known.contains(word)) {
        throw Suggestion.unknown("--checks", word, known);
      }
      names.addAll(
          switch (word) {
            case CHEAP -> CheckPlan.CHEAP;
            case ALL -> CheckPlan.ALL;
            case NONE -> List.of();
            default -> List.of(word);
          });
    }
    return CheckPlan.ALL.stream().filter(names::contains).toList();
  }

  /** Collects the components of the spec; each setter has the name of its component. */
  public static final class Builder {
    private List<String> names = List.of(CHEAP);
    private int records = 50;
    private int randomisations = 5;

    private Builder() {}

    private Builder(ChecksSpec spec) {
      names = spec.names;
      records = spec.records;
      randomisations = spec.randomisations;
    }

    /** See {@link ChecksSpec#names}. */
    public Builder names(List<String> value) {
      names = value;
      return this;
    }

    /** See {@link ChecksSpec#records}. */
    public Builder records(int value) {
      records = value;
      return this;
    }

    /** See {@link ChecksSpec#randomisations}. */
    public Builder randomisations(int value) {
      randomisations = value;
      return this;
    }

    /**
     * Builds the spec.
     *
     * @throws UserException if a value is unknown or out of range
     */
    public ChecksSpec build() {
      return new ChecksSpec(names, records, randomisations);
    }
  }
}
