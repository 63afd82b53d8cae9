package org.ecglens.report.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ecglens.stats.MethodComparison;
import org.ecglens.verdict.MethodCheck;
import org.ecglens.verdict.MethodCheck.Outcome;
import org.ecglens.verdict.SampleVerdicts;
import org.ecglens.verdict.TargetVerdict;
import org.ecglens.verdict.Thresholds;
import org.ecglens.verdict.Unsound;
import org.ecglens.verdict.Verdict;
import org.ecglens.verdict.Worse;

/** Data of a page from values that are made up: any targets, networks and methods. */
final class SampleReport {
  static final List<String> ALL_METHODS =
      List.of(
          "saliency",
          "input-x-gradient",
          "deconvolution",
          "guided-backprop",
          "integrated-gradients",
          "gradient-shap",
          "smoothgrad",
          "deeplift",
          "grad-cam",
          "guided-grad-cam",
          "random");
  static final List<String> SEVEN = List.of("J", "PR", "QRS", "QT", "R", "T", "rate");

  private static final int BLOCKS = 20;
  private static final int STEPS = 12;
  private static final int LAYERS = 4;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<String> targets;
  private final int networks;
  private final List<String> methods;
  private final String mode;
  private final Map<String, List<List<Object>>> rows = new LinkedHashMap<>();

  private SampleReport(List<String> targets, int networks, List<String> methods, String mode) {
    this.targets = targets;
    this.networks = networks;
    this.methods = methods;
    this.mode = mode;
  }

  /** A run with everything looked at. */
  static ReportData of(List<String> targets, int networks, List<String> methods, String mode) {
    return new SampleReport(targets, networks, methods, mode).data();
  }

  /** A run that looked at nothing. */
  static ReportData empty() {
    ReportData full = of(List.of("QT"), 1, ALL_METHODS, "corrected");
    Map<String, PageTable> tables = new LinkedHashMap<>();
    full.tables().forEach((name, t) -> tables.put(name, PageTable.of(t.columns(), List.of())));
    return new ReportData(
        full.run(),
        full.verdict(),
        full.manifest(),
        tables,
        List.of(),
        new QuarantinePage(0, full.quarantine().counts(), full.quarantine().examples()),
        full.gallery());
  }

  private ReportData data() {
    String metric = mode.equals("paper") ? "auc-25" : "aopc";
    List<TargetVerdict> verdicts = new ArrayList<>();
    for (String target : targets) {
      double[][] scores = new double[methods.size()][BLOCKS];
      for (int m = 0; m < methods.size(); m++) {
        for (int i = 0; i < BLOCKS; i++) {
          scores[m][i] = value(target, methods.get(m), i) + 0.05 * Math.sin(7 * m + 3 * i);
        }
      }
      MethodComparison comparison = MethodComparison.of(methods, scores, true, "random");
      List<String> models = models(target);
      verdicts.add(
          SampleVerdicts.of(
              target,
              target.equals("J") ? null : methods.get(0),
              List.of(methods.get(1)),
              List.of(new Worse(methods.get(2), "worse than the random order (p = 0.012)")),
              List.of(new Unsound(faulty(), List.of("the same map for every record"))),
              metric,
              models));
      if (networks > 1) {
        ranking("*", target, metric, comparison);
      }
      for (String model : models) {
        model(model, target, metric, comparison);
      }
    }
    Verdict verdict =
        new Verdict(
            null,
            List.of(),
            mode,
            "paper",
            List.of("add-noise"),
            1_000_000,
            Thresholds.DEFAULT,
            verdicts);
    Map<String, String> meanings = new LinkedHashMap<>();
    ALL_METHODS.forEach(method -> meanings.put(method, "what " + method + " is"));
    return new ReportData(
        new RunFacts("runs/sample", metric, Map.of(metric, "higher"), meanings),
        verdict,
        manifest(),
        tables(),
        checks(),
        quarantine(),
        GalleryData.none("No record was explained."));
  }

  private String faulty() {
    return methods.get(methods.size() - 2);
  }

  private List<String> models(String target) {
    List<String> models = new ArrayList<>();
    for (int i = 1; i <= networks; i++) {
      models.add(target + "-" + i);
    }
    return models;
  }

  /** Something between 0 and 1 that differs for all that it depends on. */
  private double value(Object... of) {
    return Math.floorMod(Arrays.hashCode(of) * 31L, 99_991) / 99_991.0;
  }

  private void model(String model, String target, String metric, MethodComparison comparison) {
    ranking(model, target, metric, comparison);
    for (int m = 0; m < methods.size(); m++) {
      String method = methods.get(m);
      for (String order : List.of("morf", "lerf")) {
        curve(model, target, method, order);
      }
      double mean = value(model, method);
      add(
          "summary",
          model,
          target,
          method,
          "morf",
          metric,
          50L,
          mean,
          mean,
          mean - 0.1,
          mean + 0.1);
      for (String of :
          List.of("completeness-gap", "no-order", "instability-uniform", "gini", "wave-share")) {
        add("summary", model, target, method, "none", of, 50L, mean, mean / 2, mean - 0.1, mean);
      }
      for (String other : methods.subList(m + 1, methods.size())) {
        double like = 2 * value(model, method, other) - 1;
        add("agreement", model, target, method, other, "spearman", 50L, like, like - 0.1, like);
      }
      sanity(model, target, method);
      for (String wave : List.of("P", "QRS", "T", "rest")) {
        add(
            "localisation",
            model,
            target,
            method,
            "wave",
            wave,
            "share-over-area",
            50L,
            2 * value(model, method, wave),
            0.5,
            2.0);
      }
      for (String lead : List.of("V1", "I", "II")) {
        add(
            "localisation",
            model,
            target,
            method,
            "lead",
            lead,
            "share-over-area",
            50L,
            2 * value(model, method, lead),
            0.5,
            2.0);
      }
      add("cost", model, method, 50L, 1 + 100 * value(model, method), 1.0, 1.0, null);
      if (networks > 1) {
        double like = value(target, method);
        add(
            "consistency",
            target,
            method,
            target + "-1",
            target + "-2",
            "spearman",
            50L,
            like,
            like - 0.1,
            like + 0.1);
      }
    }
    curve(model, target, "none", "random");
    add("blanking", model, target, "QRS", 50L, 30.0, 50L, 20.0, 45.0);
  }

  /** The last method that explains has one map for all records, and grad-cam decides nothing. */
  private void sanity(String model, String target, String method) {
    for (int depth = 1; depth <= LAYERS; depth++) {
      double like = value(model, method, depth);
      String outcome = depth < LAYERS ? null : "pass";
      sanity(model, target, method, "cascading", depth, "partial-spearman", 5, like, outcome);
    }
    if (method.equals("saliency")) {
      double own = value(model, method, "own") / 2;
      String metric = "partial-spearman-population";
      sanity(model, target, method, "cascading", LAYERS, metric, 5, own, null);
    }
    double anew = value(model, method, "anew") / 4;
    sanity(model, target, method, "reinitialised", LAYERS, "partial-spearman", 5, anew, "pass");
    double alike = value(model, method, "alike");
    String same = method.equals(faulty()) ? "fail" : "pass";
    sanity(model, target, method, "input-dependence", 0, "spearman", 0, alike, same);
    for (String kind : List.of("uniform", "baseline-wander", "mains-hum-50", "muscle-noise")) {
      boolean decides = kind.equals("baseline-wander");
      double lost = value(model, method, kind) / 2;
      String metric = "instability-" + kind;
      sanity(model, target, method, "robustness", 0, metric, 0, lost, decides ? "pass" : null);
    }
  }

  private void sanity(
      String model,
      String target,
      String method,
      String check,
      int depth,
      String metric,
      int draws,
      double mean,
      String outcome) {
    boolean undecided = "pass".equals(outcome) && method.equals("grad-cam");
    add(
        "sanity",
        model,
        target,
        method,
        check,
        depth,
        depth == 0 ? "none" : "layer" + depth,
        metric,
        draws,
        9L,
        mean,
        mean - 0.1,
        mean + 0.1,
        9L,
        0.5,
        0.4,
        0.6,
        check.equals("cascading") && method.equals("input-x-gradient") ? 0.07 : null,
        check.equals("cascading") && method.equals("input-x-gradient") ? 0.11 : null,
        undecided ? null : outcome,
        undecided ? "the interval holds the limit" : "fail".equals(outcome) ? "alike" : null,
        0.61,
        0.31);
  }

  /** What the rows of sanity and summary say, in words. */
  private List<MethodCheck> checks() {
    List<MethodCheck> checks = new ArrayList<>();
    for (String target : targets) {
      for (String method : methods) {
        for (String check : List.of("randomisation", "input-dependence", "robustness")) {
          Outcome outcome = Outcome.PASS;
          String reason = null;
          if (method.equals(faulty()) && check.equals("input-dependence")) {
            outcome = Outcome.FAIL;
            reason = "does not depend on the record: alike";
          } else if (method.equals("grad-cam")) {
            outcome = Outcome.UNDECIDED;
            reason = "the interval holds the limit";
          }
          int decided = outcome == Outcome.UNDECIDED ? 0 : networks;
          int failed = outcome == Outcome.FAIL ? networks : 0;
          checks.add(
              new MethodCheck(
                  target, method, check, outcome, reason, networks, decided, failed, null, null));
        }
        boolean sums = method.equals("deeplift");
        checks.add(
            new MethodCheck(
                target,
                method,
                "completeness",
                sums ? Outcome.PASS : Outcome.NOT_PROMISED,
                sums ? null : "the method promises no sum",
                sums ? networks : 0,
                0,
                0,
                sums ? 0.0123 : null,
                sums ? 0.05 : null));
        checks.add(
            new MethodCheck(
                target, method, "empty-maps", Outcome.PASS, null, networks, 0, 0, 0.0, 0.05));
      }
    }
    return checks;
  }

  private void curve(String model, String target, String method, String order) {
    for (int step = 0; step <= STEPS; step++) {
      double mean = value(model, method, order) * step / STEPS;
      add("curves", model, target, method, order, step, 50L, mean, mean * 0.9, mean * 1.1);
    }
  }

  private void ranking(String model, String target, String metric, MethodComparison comparison) {
    for (MethodComparison.Place place : comparison.places()) {
      add(
          "ranking",
          model,
          target,
          "morf",
          metric,
          place.method(),
          place.n(),
          place.mean(),
          place.median(),
          place.meanRank(),
          place.place(),
          place.win(),
          place.winLow(),
          place.winHigh(),
          comparison.friedman(),
          comparison.friedmanP(),
          comparison.criticalDifference(),
          place.reason());
    }
    for (MethodComparison.Pair pair : comparison.pairs()) {
      add(
          "pairs",
          model,
          target,
          "morf",
          metric,
          pair.method(),
          pair.other(),
          pair.n(),
          pair.meanDifference(),
          pair.p(),
          pair.pHolm(),
          pair.effect(),
          pair.winRate(),
          pair.recordsNeeded(),
          pair.reason());
    }
  }

  private void add(String table, Object... values) {
    rows.computeIfAbsent(table, name -> new ArrayList<>())
        .add(java.util.Collections.unmodifiableList(Arrays.asList(values)));
  }

  private Map<String, PageTable> tables() {
    Map<String, PageTable> tables = new LinkedHashMap<>();
    put(tables, "curves", "model target method order step n mean ci_low ci_high");
    put(tables, "summary", "model target method order metric n mean median ci_low ci_high");
    put(
        tables,
        "ranking",
        "model target order metric method n mean median mean_rank place win_rate win_low win_high"
            + " friedman friedman_p critical_difference reason");
    put(
        tables,
        "pairs",
        "model target order metric method other n mean_difference p p_holm effect win_rate"
            + " records_needed reason");
    put(tables, "agreement", "model target method other metric n mean ci_low ci_high");
    put(tables, "consistency", "target method model other metric n mean ci_low ci_high");
    put(
        tables,
        "sanity",
        "model target method check depth layer metric draws n mean ci_low ci_high pair_n pair_mean"
            + " pair_ci_low pair_ci_high product_mean product_ci_high outcome reason fails_above"
            + " passes_below");
    put(tables, "localisation", "model target method region name metric n mean ci_low ci_high");
    put(tables, "blanking", "model target wave n change labelled error blanked_error");
    put(tables, "cost", "model method n milliseconds forwards backwards peak_memory_mb");
    put(tables, "raters", "target question measure n_items n_raters value ci_low ci_high p reason");
    put(
        tables,
        "experts",
        "target question metric order n_methods n_records tau ci_low ci_high p reason");
    return tables;
  }

  private void put(Map<String, PageTable> tables, String name, String columns) {
    tables.put(
        name, PageTable.of(List.of(columns.split(" ", -1)), rows.getOrDefault(name, List.of())));
  }

  private QuarantinePage quarantine() {
    return new QuarantinePage(
        1234,
        PageTable.of(
            List.of("stage", "reason", "count"), List.of(List.of("read", "not-finite", 1234L))),
        PageTable.of(
            List.of("stage", "reason", "what", "detail"),
            List.of(List.of("read", "not-finite", "record 7", "lead " + targets.get(0)))));
  }

  private JsonNode manifest() {
    try {
      return JSON.readTree(
          """
          {"command": "evaluate", "versions": {"ecglens": "1", "spark": "4"},
           "options": {"mode": "corrected", "methods": "all", "records": "my records"},
           "config": {"scales": {"QT-1/QT": 33.5}, "content": {"--records": "50 records"}},
           "models": [{"name": "QT-1", "sha256": "00ff", "methods": ["Saliency[]"],
             "targets": [{"output": 0, "name": "QT", "unit": "ms", "label": "QT"}],
             "input": {"leads": 12, "samples": 600, "sampleRateHz": 500.0, "unit": "uV"}}]}
          """);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
