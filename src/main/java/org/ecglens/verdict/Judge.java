package org.ecglens.verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.ecglens.attribution.Controls;
import org.ecglens.random.Draws;
import org.ecglens.stats.BestProbability;
import org.ecglens.stats.KendallTau;
import org.ecglens.stats.NetworkSpread;
import org.ecglens.stats.PairedMean;
import org.ecglens.stats.VarianceComponents;

/**
 * Decides what can be said about a target. Methods whose maps fail a check are unsound. Of the
 * others those stay that may be the best with a confidence; a method is recommended if it also
 * beats every control and is equal to the best of them but for a margin. If the set of the best
 * holds a control, or most of the methods, nothing is recommended. Few records decide nothing: then
 * nothing is called worse or unsound either, for no evidence is no reason against a method.
 */
public final class Judge {
  /** Orders of fewer methods agree or disagree by chance. */
  public static final int LEAST_ORDERED = 5;

  private static final double INTERVAL = 0.95;

  private final Thresholds thresholds;
  private final long seed;

  /**
   * Decides by thresholds.
   *
   * @param seed of the run, for resampling
   */
  public Judge(Thresholds thresholds, long seed) {
    this.thresholds = thresholds;
    this.seed = seed;
  }

  /** Decides about a target. */
  public TargetVerdict verdict(TargetEvidence evidence) {
    TargetScores scores = evidence.scores();
    String few = tooFew(scores);
    if (few != null) {
      return undecided(evidence, few);
    }
    List<Unsound> unsound = unsound(evidence);
    List<String> faulty = unsound.stream().map(Unsound::method).toList();
    TargetScores comparable = scores.comparable();
    TargetScores competing =
        comparable.only(
            comparable.methods().stream().filter(name -> competes(name, faulty)).toList());
    if (competing.methods().stream().allMatch(Controls::is)) {
      return assembled(
          evidence,
          unsound,
          new Decision(List.of(), List.of(), List.of(), without(evidence, faulty)),
          null,
          comparable);
    }
    Comparison comparison = Comparison.of(competing, thresholds, draws(scores, "signs"));
    Decision decision = Decision.of(comparison, thresholds);
    return assembled(evidence, unsound, decision, comparison, comparable);
  }

  /** Why there is nothing to judge. */
  private String without(TargetEvidence evidence, List<String> faulty) {
    List<MethodEvidence> methods =
        evidence.methods().stream().filter(one -> !Controls.is(one.method())).toList();
    if (!methods.isEmpty()
        && methods.stream()
            .allMatch(one -> MapFaults.empty(one.emptyMaps(), thresholds).isPresent())) {
      return "the maps of every method are zero or constant: the network hardly depends on its"
          + " input there (saturated, or constant)";
    }
    if (!faulty.isEmpty()) {
      return "no method is without fault";
    }
    return methods.isEmpty()
        ? "only controls were evaluated, and no method"
        : "no method could be compared; the notes say why";
  }

  private Draws draws(TargetScores scores, String purpose) {
    return Draws.of(seed, "verdict", scores.target(), purpose);
  }

  /** Smoothed maps are a diagnostic; a control made of a faulty method's maps goes with it. */
  private static boolean competes(String name, List<String> faulty) {
    Optional<String> base = Controls.base(name);
    return !Controls.isSmoothed(name)
        && !faulty.contains(name)
        && (base.isEmpty() || !faulty.contains(base.get()));
  }

  private String tooFew(TargetScores scores) {
    if (scores.records() >= thresholds.leastRecords()
        && scores.subjects() >= thresholds.leastSubjects()) {
      return null;
    }
    if (scores.records() == 0) {
      return scores.absent().isEmpty()
          ? "no record has a score of every method"
          : "nothing has scores: "
              + scores.absent().entrySet().stream()
                  .map(entry -> entry.getKey() + ": " + entry.getValue())
                  .findFirst()
                  .orElseThrow();
    }
    return "%,d %s of %,d %s; at least %d records and %d subjects are needed"
        .formatted(
            scores.records(),
            scores.records() == 1 ? "record" : "records",
            scores.subjects(),
            scores.subjects() == 1 ? "subject" : "subjects",
            thresholds.leastRecords(),
            thresholds.leastSubjects());
  }

  private List<Unsound> unsound(TargetEvidence evidence) {
    List<Unsound> unsound = new ArrayList<>();
    for (MethodEvidence method : evidence.methods()) {
      if (Controls.is(method.method())) {
        continue;
      }
      List<String> reasons = new ArrayList<>();
      MapFaults.empty(method.emptyMaps(), thresholds).ifPresent(reasons::add);
      reasons.addAll(method.faults());
      MapFaults.incomplete(method.completenessGap(), thresholds).ifPresent(reasons::add);
      if (!reasons.isEmpty()) {
        unsound.add(new Unsound(method.method(), reasons));
      }
    }
    return unsound;
  }

  private TargetVerdict undecided(TargetEvidence evidence, String reason) {
    TargetScores scores = evidence.scores();
    List<String> methods =
        evidence.methods().stream()
            .map(MethodEvidence::method)
            .filter(name -> !Controls.is(name))
            .toList();
    return new TargetVerdict(
        scores.target(),
        List.of(),
        methods,
        List.of(),
        List.of(),
        reason,
        scores.records() == 0 ? null : (Long) atLeast(scores),
        Strength.NONE.label(),
        List.of(),
        Map.of(),
        Map.of(),
        scores.records(),
        scores.subjects(),
        scores.incomplete(),
        scores.networks().size(),
        scores.networks(),
        scores.operators(),
        scores.metric(),
        evidence.synthetic(),
        evidence.testError(),
        evidence.classTest(),
        null,
        null,
        Map.of(),
        List.of(),
        List.of(),
        List.of(),
        evidence.checks(),
        evidence.checksNotMade(),
        Notes.absent(scores),
        List.of(),
        List.of());
  }

  /**
   * Records to begin with: enough, and of enough subjects if they have as many records as these.
   */
  private long atLeast(TargetScores scores) {
    double ofSubject = (double) scores.records() / scores.subjects();
    return Math.max(
        thresholds.leastRecords(), (long) Math.ceil(thresholds.leastSubjects() * ofSubject));
  }

  private TargetVerdict assembled(
      TargetEvidence evidence,
      List<Unsound> unsound,
      Decision decision,
      Comparison comparison,
      TargetScores comparable) {
    TargetScores scores = evidence.scores();
    Map<String, Double> first = new TreeMap<>();
    Map<String, Double> three = new TreeMap<>();
    SplitHalf halves = null;
    Long needed = null;
    if (comparison != null && comparison.names().size() > 1) {
      BestProbability probability =
          BestProbability.of(
              comparable.only(comparison.names()).values(), draws(scores, "resamples"));
      for (int i = 0; i < comparison.names().size(); i++) {
        first.put(comparison.names().get(i), probability.first()[i]);
        three.put(comparison.names().get(i), probability.amongThree()[i]);
      }
      halves = Halves.of(comparison, thresholds, draws(scores, "halves"));
      needed = new RecordsNeeded(comparison, thresholds).of(decision, scores.records());
    }
    Double agreement = operatorAgreement(scores);
    StrengthRules strength =
        decision.recommended().isEmpty()
            ? new StrengthRules(Strength.NONE, List.of())
            : StrengthRules.of(
                new StrengthRules.Facts(
                    scores.records(),
                    scores.networks().size(),
                    scores.operators().size(),
                    evidence.synthetic(),
                    evidence.checks(),
                    evidence.methods().stream()
                        .filter(method -> decision.recommended().contains(method.method()))
                        .anyMatch(method -> !method.undecided().isEmpty()),
                    decision.recommended().stream().mapToDouble(first::get).sum(),
                    agreement,
                    halves));
    return new TargetVerdict(
        scores.target(),
        decision.recommended(),
        undecided(evidence, unsound, decision, comparable),
        decision.worse(),
        unsound,
        decision.reason(),
        needed,
        strength.strength().label(),
        strength.missing(),
        first,
        three,
        scores.records(),
        scores.subjects(),
        scores.incomplete(),
        scores.networks().size(),
        scores.networks(),
        scores.operators(),
        scores.metric(),
        evidence.synthetic(),
        evidence.testError(),
        evidence.classTest(),
        halves,
        agreement,
        new TreeMap<>(evidence.metricAgreement()),
        results(evidence, comparison, comparable),
        comparison == null ? List.of() : comparison.controls(),
        components(evidence, comparable),
        evidence.checks(),
        evidence.checksNotMade(),
        Notes.of(evidence, decision, comparable, thresholds),
        List.of(),
        List.of());
  }

  /** Those that may be the best, and those of which nothing is known: no evidence is no reason. */
  private static List<String> undecided(
      TargetEvidence evidence, List<Unsound> unsound, Decision decision, TargetScores comparable) {
    List<String> undecided = new ArrayList<>(decision.undecided());
    evidence.methods().stream()
        .map(MethodEvidence::method)
        .filter(name -> !Controls.is(name) && !comparable.methods().contains(name))
        .filter(name -> unsound.stream().noneMatch(one -> one.method().equals(name)))
        .forEach(undecided::add);
    return undecided;
  }

  private static List<MethodResult> results(
      TargetEvidence evidence, Comparison comparison, TargetScores comparable) {
    TargetScores scores = evidence.scores();
    double[][][] mean = comparable.overOperators();
    NetworkSpread spread = NetworkSpread.ofScores(mean);
    List<MethodResult> results = new ArrayList<>();
    for (int method = 0; method < mean.length; method++) {
      String name = scores.methods().get(method);
      PairedMean over = PairedMean.of(mean[method], spread);
      double half = over.margin(INTERVAL);
      Map<String, Double> byOperator = new LinkedHashMap<>();
      for (int operator = 0; operator < scores.operators().size(); operator++) {
        byOperator.put(scores.operators().get(operator), scores.mean(operator, method));
      }
      results.add(
          new MethodResult(
              name,
              Controls.is(name),
              over.mean(),
              over.mean() - half,
              over.mean() + half,
              byOperator,
              mayBeBest(comparison, name),
              evidence.methods().stream()
                  .filter(one -> one.method().equals(name))
                  .map(MethodEvidence::passes)
                  .filter(passes -> passes != null)
                  .findFirst()
                  .orElse(null)));
    }
    results.sort(Comparator.comparing(MethodResult::mean).reversed());
    return results;
  }

  private static Boolean mayBeBest(Comparison comparison, String name) {
    boolean compared = comparison != null && comparison.names().contains(name);
    return compared ? (Boolean) comparison.mayBeBest(name) : null;
  }

  private static List<MethodComponents> components(
      TargetEvidence evidence, TargetScores comparable) {
    List<MethodComponents> components = new ArrayList<>();
    for (int method = 0; method < comparable.methods().size(); method++) {
      double[][][] ofMethod = new double[comparable.operators().size()][][];
      for (int operator = 0; operator < ofMethod.length; operator++) {
        ofMethod[operator] = comparable.values()[operator][method];
      }
      VarianceComponents parts = VarianceComponents.of(ofMethod);
      components.add(
          new MethodComponents(
              comparable.methods().get(method),
              parts.record(),
              parts.network(),
              parts.operator(),
              draw(evidence, comparable.methods().get(method)),
              parts.rest()));
    }
    return components;
  }

  /** Variance of a draw, as comparable scores have it; null where there are no two draws. */
  private static Double draw(TargetEvidence evidence, String method) {
    TargetScores scores = evidence.scores();
    Map<String, Double> variances = evidence.drawVariances().getOrDefault(method, Map.of());
    double sum = 0;
    int drawing = 0;
    for (int operator = 0; operator < scores.operators().size(); operator++) {
      Double variance = variances.get(scores.operators().get(operator));
      if (variance != null) {
        sum += variance / scores.size(operator) / scores.size(operator);
        drawing++;
      }
    }
    return drawing == 0 ? null : (Double) (sum / drawing);
  }

  /** Mean τ between the mean scores of methods, controls left out, by two operators. */
  private static Double operatorAgreement(TargetScores scores) {
    List<Integer> methods = new ArrayList<>();
    for (int method = 0; method < scores.methods().size(); method++) {
      if (!Controls.is(scores.methods().get(method))) {
        methods.add(method);
      }
    }
    double sum = 0;
    int pairs = 0;
    for (int one = 0; one < scores.operators().size(); one++) {
      for (int other = one + 1; other < scores.operators().size(); other++) {
        Double tau = tau(means(scores, one, methods), means(scores, other, methods));
        if (tau != null) {
          sum += tau;
          pairs++;
        }
      }
    }
    return pairs == 0 ? null : (Double) (sum / pairs);
  }

  private static double[] means(TargetScores scores, int operator, List<Integer> methods) {
    return methods.stream().mapToDouble(method -> scores.mean(operator, method)).toArray();
  }

  private static Double tau(double[] one, double[] other) {
    return one.length < LEAST_ORDERED ? null : KendallTau.of(one, other).value();
  }
}
