package org.ecglens.summary;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ecglens.attribution.Controls;
import org.ecglens.check.CheckPlan;
import org.ecglens.metric.map.MapMetric;
import org.ecglens.stats.Summary;
import org.ecglens.table.SanityRow;
import org.ecglens.table.ScoreRow;
import org.ecglens.table.SummaryRow;
import org.ecglens.verdict.EmptyMaps;
import org.ecglens.verdict.MapFaults;
import org.ecglens.verdict.MethodCheck;
import org.ecglens.verdict.MethodCheck.Outcome;
import org.ecglens.verdict.Thresholds;

/**
 * All checks that can make a method unsound, with what each says of each method: those of the table
 * {@code sanity}, and two numbers over all records, of completeness and of maps without an order.
 */
public final class MethodChecks {
  /** Whether maps are zero or constant; no check of its own, the curves show it. */
  public static final String EMPTY_MAPS = "empty-maps";

  /** In the order of pages. */
  public static final List<String> ALL =
      Stream.concat(CheckPlan.SANITY.stream(), Stream.of(CheckPlan.COMPLETENESS, EMPTY_MAPS))
          .toList();

  private final List<SummaryRow> summary;
  private final Thresholds thresholds;
  private final boolean completeness;

  /**
   * Checks by numbers over all records.
   *
   * @param summary rows of that table
   * @param completeness whether the run made that check
   */
  private MethodChecks(List<SummaryRow> summary, Thresholds thresholds, boolean completeness) {
    this.summary = summary.stream().filter(row -> row.order().equals(ScoreRow.NONE)).toList();
    this.thresholds = thresholds;
    this.completeness = completeness;
  }

  /**
   * What the checks say, by target, method and the order of {@link #ALL}. Of controls only random
   * is there, which the checks must be able to fail.
   *
   * @param sanity rows of that table
   * @param summary rows of that table
   * @param made names of the checks that the run made
   */
  public static List<MethodCheck> of(
      List<SanityRow> sanity, List<SummaryRow> summary, List<String> made, Thresholds thresholds) {
    return new MethodChecks(summary, thresholds, made.contains(CheckPlan.COMPLETENESS))
        .all(Soundness.checks(sanity));
  }

  private List<MethodCheck> all(List<MethodCheck> sanity) {
    Map<String, TreeSet<String>> methods = new TreeMap<>();
    for (SummaryRow row : summary) {
      methods.computeIfAbsent(row.target(), any -> new TreeSet<>()).add(row.method());
    }
    for (MethodCheck check : sanity) {
      methods.computeIfAbsent(check.target(), any -> new TreeSet<>()).add(check.method());
    }
    List<MethodCheck> checks = new ArrayList<>();
    methods.forEach(
        (target, own) -> {
          for (String method : own) {
            if (!Controls.is(method) || method.equals(Controls.RANDOM)) {
              checks.addAll(of(target, method, sanity));
            }
          }
        });
    return checks;
  }

  private List<MethodCheck> of(String target, String method, List<MethodCheck> sanity) {
    Map<String, MethodCheck> found =
        sanity.stream()
            .filter(check -> check.target().equals(target) && check.method().equals(method))
            .collect(Collectors.toMap(MethodCheck::check, Function.identity()));
    List<MethodCheck> checks = new ArrayList<>();
    for (String check : CheckPlan.SANITY) {
      checks.add(
          found.containsKey(check)
              ? found.get(check)
              : silent(target, method, check, Outcome.NOT_MADE, "not made"));
    }
    checks.add(completeness(target, method));
    checks.add(emptyMaps(target, method));
    return checks;
  }

  private MethodCheck completeness(String target, String method) {
    String check = CheckPlan.COMPLETENESS;
    if (!completeness) {
      return silent(target, method, check, Outcome.NOT_MADE, "not made");
    }
    if (ofMap(summary, target, method, MapMetric.COMPLETENESS_GAP).findAny().isEmpty()) {
      return silent(target, method, check, Outcome.NOT_PROMISED, "the method promises no sum");
    }
    Double gap = completenessGap(summary, target, method);
    return gap == null
        ? silent(
            target,
            method,
            check,
            Outcome.UNDECIDED,
            "no record has a gap and a scale to divide by")
        : decided(
            target,
            method,
            check,
            MapFaults.incomplete(gap, thresholds),
            gap,
            thresholds.completenessGap());
  }

  private MethodCheck emptyMaps(String target, String method) {
    EmptyMaps maps = emptyMaps(summary, target, method);
    if (maps == null) {
      return silent(target, method, EMPTY_MAPS, Outcome.UNDECIDED, "no record has a finite map");
    }
    Optional<String> fault = MapFaults.empty(maps, thresholds);
    return new MethodCheck(
        target,
        method,
        EMPTY_MAPS,
        fault.isPresent() ? Outcome.FAIL : Outcome.PASS,
        fault.orElse(null),
        maps.networks(),
        0,
        0,
        maps.share(),
        thresholds.emptyMaps());
  }

  private static MethodCheck silent(
      String target, String method, String check, Outcome outcome, String reason) {
    return new MethodCheck(target, method, check, outcome, reason, 0, 0, 0, null, null);
  }

  private MethodCheck decided(
      String target,
      String method,
      String check,
      Optional<String> fault,
      double value,
      double limit) {
    return new MethodCheck(
        target,
        method,
        check,
        fault.isPresent() ? Outcome.FAIL : Outcome.PASS,
        fault.orElse(null),
        (int) ofMap(summary, target, method, MapMetric.NO_ORDER).count(),
        0,
        0,
        value,
        limit);
  }

  /** Median over networks of the median gap over records, in units of the scale; null for none. */
  static Double completenessGap(List<SummaryRow> summary, String target, String method) {
    double[] known =
        known(ofMap(summary, target, method, MapMetric.COMPLETENESS_GAP).map(SummaryRow::median));
    return known.length == 0 ? null : (Double) Summary.quantile(known, 0.5);
  }

  /** How many maps are zero or constant, over all networks; null where none has maps. */
  static EmptyMaps emptyMaps(List<SummaryRow> summary, String target, String method) {
    List<SummaryRow> known =
        ofMap(summary, target, method, MapMetric.NO_ORDER)
            .filter(row -> row.n() > 0 && row.mean() != null)
            .toList();
    return known.isEmpty()
        ? null
        : new EmptyMaps(
            known.stream().mapToLong(row -> Math.round(row.mean() * row.n())).sum(),
            known.stream().mapToLong(SummaryRow::n).sum(),
            known.size());
  }

  private static Stream<SummaryRow> ofMap(
      List<SummaryRow> summary, String target, String method, MapMetric metric) {
    return summary.stream()
        .filter(row -> row.target().equals(target) && row.method().equals(method))
        .filter(row -> row.order().equals(ScoreRow.NONE) && row.metric().equals(metric.label()));
  }

  private static double[] known(Stream<Double> values) {
    return values.filter(Objects::nonNull).mapToDouble(Double::doubleValue).toArray();
  }
}
