package org.ecglens.job.option;

import java.util.ArrayList;
import java.util.List;
import org.ecglens.plan.ChecksSpec;
import picocli.CommandLine.Option;

/** The checks that are evaluated in addition to perturbation curves. */
public final class CheckOptions {
  @Option(
      names = "--checks",
      split = ",",
      defaultValue = "cheap",
      paramLabel = "LIST",
      description =
          "what else is looked at: agreement, consistency, input-dependence, complexity,"
              + " completeness, localisation, blanking (together: cheap); randomisation,"
              + " robustness, infidelity, which explain records again; all or none (default:"
              + " ${DEFAULT-VALUE})")
  private List<String> checks = new ArrayList<>();

  @Option(
      names = "--check-records",
      defaultValue = "50",
      paramLabel = "N",
      description =
          "about how many records, drawn at random, randomisation, robustness, infidelity and"
              + " input-dependence look at (default: ${DEFAULT-VALUE})")
  private int records;

  @Option(
      names = "--randomisations",
      defaultValue = "5",
      paramLabel = "N",
      description =
          "how many times randomisation permutes all weights of a network, and how many times it"
              + " draws them anew (default: ${DEFAULT-VALUE})")
  private int randomisations;

  /** The checks that the options request. */
  public ChecksSpec spec() {
    return ChecksSpec.builder()
        .names(checks)
        .records(records)
        .randomisations(randomisations)
        .build();
  }
}
