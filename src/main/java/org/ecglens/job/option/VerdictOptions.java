package org.ecglens.job.option;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ecglens.plan.VerdictSpec;
import org.ecglens.verdict.Thresholds;
import picocli.CommandLine.Option;

/** By what methods are judged. */
public final class VerdictOptions {
  @Option(
      names = "--metric",
      paramLabel = "NAME",
      description =
          "scores by which the verdict compares methods: aopc, aopc-label, abpc, degradation-score,"
              + " auc-5, auc-10, auc-15 or auc-25, in corrected mode over random where there is"
              + " such a score; in paper mode an auc (default: aopc in corrected mode, auc-25 in"
              + " paper mode)")
  private String metric;

  @Option(
      names = "--confidence",
      defaultValue = "0.95",
      paramLabel = "P",
      description =
          "confidence of the set of methods that may be the best (default: ${DEFAULT-VALUE})")
  private double confidence;

  @Option(
      names = "--significance",
      defaultValue = "0.05",
      paramLabel = "P",
      description =
          "two-sided level of the comparisons with controls, adjusted over methods (default:"
              + " ${DEFAULT-VALUE})")
  private double significance;

  @Option(
      names = "--margin",
      defaultValue = "0.1",
      paramLabel = "SHARE",
      description =
          "share of the best method's score over random within which methods count as equal"
              + " (default: ${DEFAULT-VALUE})")
  private double margin;

  @Option(
      names = "--least-records",
      defaultValue = "12",
      paramLabel = "N",
      description = "fewer records decide nothing (default: ${DEFAULT-VALUE})")
  private int leastRecords;

  @Option(
      names = "--least-subjects",
      defaultValue = "8",
      paramLabel = "N",
      description = "fewer subjects decide nothing (default: ${DEFAULT-VALUE})")
  private int leastSubjects;

  @Option(
      names = "--largest-set",
      defaultValue = "0.5",
      paramLabel = "SHARE",
      description =
          "share of the methods above which a set of the best says nothing (default:"
              + " ${DEFAULT-VALUE})")
  private double largestSet;

  @Option(
      names = "--completeness-gap",
      defaultValue = "0.05",
      paramLabel = "X",
      description =
          "largest median gap of a method whose maps should add up, in units of the target's scale"
              + " (default: ${DEFAULT-VALUE})")
  private double completenessGap;

  @Option(
      names = "--empty-maps",
      defaultValue = "0.05",
      paramLabel = "SHARE",
      description =
          "largest share of records whose map is zero or constant (default: ${DEFAULT-VALUE})")
  private double emptyMaps;

  @Option(
      names = "--check-threshold",
      split = ",",
      paramLabel = "NAME=VALUE",
      description =
          "where checks decide, once or several times: fewest=5 records or pairs,"
              + " kept-floor=0.2, kept-ceiling=0.5, same-map=0.95, noise-ceiling=0.75,"
              + " noise-floor=0.5 (the values are the defaults; docs/metrics.md says what each"
              + " does)")
  private Map<String, Double> checks = new LinkedHashMap<>();

  /** The verdict that the options request. */
  public VerdictSpec spec() {
    return new VerdictSpec(
        metric,
        new Thresholds(
            confidence,
            significance,
            margin,
            leastRecords,
            leastSubjects,
            largestSet,
            completenessGap,
            emptyMaps),
        checks);
  }
}
