package org.ecglens.job.option;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.ecglens.check.CheckPlan;
import org.ecglens.error.Suggestion;
import org.ecglens.error.UserException;
import picocli.CommandLine.Option;

/** What is looked at besides perturbation curves. */
public final class CheckOptions {
  /** Every check. */
  public static final String ALL = "all";

  private static final String NONE = "none";
  private static final String CHEAP = "cheap";

  @Option(
      names = "--checks",
      split = ",",
      defaultValue = CHEAP,
      paramLabel = "LIST",
      description =
          "what else is looked at: agreement, consistency, complexity, completeness, localisation,"
              + " blanking (together: cheap); randomisation, robustness, infidelity, which explain"
              + " records again; all or none (default: ${DEFAULT-VALUE})")
  private List<String> checks = new ArrayList<>();

  @Option(
      names = "--check-records",
      defaultValue = "50",
      paramLabel = "N",
      description =
          "about how many records, drawn at random, randomisation, robustness and infidelity look"
              + " at (default: ${DEFAULT-VALUE})")
  private int records;

  /** The checks. */
  public CheckPlan plan() {
    if (records < 1) {
      throw new UserException("--check-records is " + records + "; it must be at least 1.");
    }
    List<String> known = new ArrayList<>(CheckPlan.ALL);
    known.addAll(List.of(CHEAP, ALL, NONE));
    Set<String> names = new LinkedHashSet<>();
    for (String check : checks) {
      if (!known.contains(check)) {
        throw Suggestion.unknown("--checks", check, known);
      }
      names.addAll(
          switch (check) {
            case CHEAP -> CheckPlan.CHEAP;
            case ALL -> CheckPlan.ALL;
            case NONE -> List.of();
            default -> List.of(check);
          });
    }
    return new CheckPlan(List.copyOf(names), records, 1);
  }
}
