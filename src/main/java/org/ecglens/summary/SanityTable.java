package org.ecglens.summary;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.ecglens.check.CheckPlan;
import org.ecglens.check.CheckThresholds;
import org.ecglens.check.Likeness;
import org.ecglens.check.RandomisedLayer;
import org.ecglens.check.SanityOutcome;
import org.ecglens.check.SanityRules;
import org.ecglens.check.SumKind;
import org.ecglens.metric.Moments;
import org.ecglens.metric.Moments.Moment;
import org.ecglens.metric.ScoreValue;
import org.ecglens.metric.map.Disturbance;
import org.ecglens.metric.map.MapMetric;
import org.ecglens.metric.map.Similarity;
import org.ecglens.stats.CrossedInterval;
import org.ecglens.stats.MeanInterval;
import org.ecglens.table.SanityRow;
import org.ecglens.table.ScoreRow;

/** The rows of {@code sanity}, from the sums of the checks that methods pass or fail. */
final class SanityTable {
  private static final Moment NOTHING = new Moment(0, 0, null, null, null, null);

  private final Function<SumKind, List<MergedStates.Sum>> sums;
  private final SanityRules rules;
  private final String preset;

  /** Whose map it is. */
  private record Key(String model, String target, String method) {
    static Key of(MergedStates.Sum sum) {
      return new Key(sum.model(), sum.target(), sum.method());
    }
  }

  /**
   * A mean over records and draws of the weights.
   *
   * @param moment over records; its interval is over both
   * @param draws that have a mean
   * @param drawSd of these means, null for one
   */
  private record Drawn(Moment moment, int draws, Double drawSd) {}

  /** What a method's maps are compared with. */
  private record Yardsticks(Moments pairs, Moments products) {
    Moment pair(int i) {
      return pairs == null ? NOTHING : pairs.at(i);
    }

    Moment product(int i) {
      return products == null ? null : products.at(i);
    }
  }

  /**
   * The rows of sums.
   *
   * @param sums of a kind, ordered by model, target, method and detail
   */
  SanityTable(
      Function<SumKind, List<MergedStates.Sum>> sums, CheckThresholds thresholds, String preset) {
    this.sums = sums;
    this.rules = new SanityRules(thresholds);
    this.preset = preset;
  }

  /** Rows by model, target, method, check, depth and metric. */
  List<SanityRow> rows() {
    List<SanityRow> rows = new ArrayList<>(randomisation());
    rows.addAll(inputDependence());
    rows.addAll(robustness());
    // Stable: metrics and layers stay in their order.
    rows.sort(
        Comparator.comparing(SanityRow::model)
            .thenComparing(SanityRow::target)
            .thenComparing(SanityRow::method)
            .thenComparing(SanityRow::check)
            .thenComparing(SanityRow::depth));
    return rows;
  }

  private List<SanityRow> randomisation() {
    Map<Key, Moments> pairs = new HashMap<>();
    Map<Key, Moments> products = new HashMap<>();
    Map<Key, Integer> deepest = new HashMap<>();
    Map<Key, Map<RandomisedLayer, Map<Integer, Moments>>> layers = new LinkedHashMap<>();
    for (MergedStates.Sum sum : sums.apply(SumKind.SANITY)) {
      Key key = Key.of(sum);
      switch (sum.detail()) {
        case RandomisedLayer.PAIRS -> pairs.put(key, sum.moments());
        case RandomisedLayer.PRODUCTS -> products.put(key, sum.moments());
        default -> {
          RandomisedLayer layer = RandomisedLayer.of(sum.detail());
          layers
              .computeIfAbsent(key, any -> new LinkedHashMap<>())
              .computeIfAbsent(layer.first(), any -> new TreeMap<>())
              .put(layer.draw(), sum.moments());
          deepest.merge(key, layer.depth(), Math::max);
        }
      }
    }
    Map<Key, Map<RandomisedLayer, Moments>> records = new HashMap<>();
    for (MergedStates.Sum sum : sums.apply(SumKind.SANITY_RECORDS)) {
      records
          .computeIfAbsent(Key.of(sum), any -> new HashMap<>())
          .put(RandomisedLayer.of(sum.detail()), sum.moments());
    }
    List<SanityRow> rows = new ArrayList<>();
    layers.forEach(
        (key, own) -> {
          Yardsticks yardsticks = new Yardsticks(pairs.get(key), products.get(key));
          own.forEach(
              (layer, draws) -> {
                Moments ofRecords = records.getOrDefault(key, Map.of()).get(layer);
                boolean decides =
                    RandomisedLayer.DECIDING.contains(layer.check())
                        && layer.depth() == deepest.get(key);
                rows.addAll(
                    randomisation(
                        key, layer, List.copyOf(draws.values()), ofRecords, yardsticks, decides));
              });
        });
    return rows;
  }

  private List<SanityRow> randomisation(
      Key key,
      RandomisedLayer layer,
      List<Moments> draws,
      Moments records,
      Yardsticks yardsticks,
      boolean decides) {
    List<SanityRow> rows = new ArrayList<>();
    for (int i = 0; i < draws.get(0).size(); i++) {
      Drawn drawn = drawn(draws, records, i);
      if (i == Likeness.BESIDE_POPULATION && drawn.moment().n() == 0) {
        continue;
      }
      SanityOutcome outcome =
          decides && i == Likeness.PARTIAL
              ? rules.randomisation(
                  drawn.moment(),
                  drawn.draws(),
                  yardsticks.pair(Likeness.PLAIN),
                  yardsticks.pair(i),
                  yardsticks.product(i))
              : SanityOutcome.UNDECIDED;
      Moment product = yardsticks.product(i);
      rows.add(
          row(
              key,
              layer,
              Likeness.MEASURES.get(i),
              drawn,
              yardsticks.pair(i),
              product == null ? NOTHING : product,
              outcome));
    }
    return rows;
  }

  /** Over one draw, or over several where the records' means over draws are known. */
  private static Drawn drawn(List<Moments> draws, Moments records, int i) {
    List<Moment> found =
        draws.stream().map(draw -> draw.at(i)).filter(draw -> draw.n() > 0).toList();
    if (records == null) {
      return new Drawn(found.isEmpty() ? NOTHING : found.get(0), found.size(), null);
    }
    Moment record = records.at(i);
    if (found.size() < 2) {
      return new Drawn(
          new Moment(i, record.n(), record.mean(), record.sd(), null, null), found.size(), null);
    }
    Moment draw =
        found.stream()
            .map(one -> Moments.of(List.of(ScoreValue.of(one.mean()))))
            .reduce(Moments.EMPTY, Moments::plus)
            .at(0);
    MeanInterval interval =
        record.n() < 2
            ? null
            : CrossedInterval.of(draw.mean(), record.sd(), record.n(), draw.sd(), draw.n());
    return new Drawn(
        new Moment(
            i,
            record.n(),
            draw.mean(),
            record.sd(),
            interval == null ? null : interval.low(),
            interval == null ? null : interval.high()),
        found.size(),
        draw.sd());
  }

  private List<SanityRow> inputDependence() {
    List<SanityRow> rows = new ArrayList<>();
    for (MergedStates.Sum sum : sums.apply(SumKind.INPUT_DEPENDENCE)) {
      Moment likeness = sum.moments().at(0);
      rows.add(
          row(
              Key.of(sum),
              ofNoLayer(CheckPlan.INPUT_DEPENDENCE),
              Similarity.SPEARMAN.label(),
              new Drawn(likeness, 0, null),
              NOTHING,
              NOTHING,
              rules.inputDependence(likeness, sum.moments().at(1))));
    }
    return rows;
  }

  private List<SanityRow> robustness() {
    Map<Key, Moment> pairs = new HashMap<>();
    Map<Key, Map<String, Moment>> kinds = new LinkedHashMap<>();
    for (MergedStates.Sum sum : sums.apply(SumKind.ROBUSTNESS)) {
      Key key = Key.of(sum);
      if (sum.detail().equals(RandomisedLayer.PAIRS)) {
        pairs.put(key, sum.moments().at(0));
      } else {
        kinds.computeIfAbsent(key, any -> new HashMap<>()).put(sum.detail(), sum.moments().at(0));
      }
    }
    List<SanityRow> rows = new ArrayList<>();
    kinds.forEach(
        (key, own) -> rows.addAll(robustness(key, own, pairs.getOrDefault(key, NOTHING))));
    return rows;
  }

  private List<SanityRow> robustness(Key key, Map<String, Moment> kinds, Moment differences) {
    Map<Disturbance, SanityOutcome> outcomes = new LinkedHashMap<>();
    Map<Disturbance, Moment> found = new LinkedHashMap<>();
    for (Disturbance disturbance : Disturbance.values()) {
      Moment moment = kinds.getOrDefault(MapMetric.instability(disturbance).label(), NOTHING);
      found.put(disturbance, moment);
      // A kind that the sampling rate does not hold decides nothing.
      if (disturbance.isPhysiological() && moment.n() > 0) {
        outcomes.put(disturbance, rules.robustness(disturbance.words(), moment, differences));
      }
    }
    Disturbance deciding =
        outcomes.keySet().stream()
            .max(
                Comparator.comparing((Disturbance kind) -> outcomes.get(kind).fails())
                    .thenComparing(kind -> !outcomes.get(kind).passes())
                    .thenComparing(kind -> found.get(kind).mean()))
            .orElse(Disturbance.MUSCLE_NOISE);
    List<SanityRow> rows = new ArrayList<>();
    found.forEach(
        (disturbance, moment) -> {
          SanityOutcome outcome =
              disturbance == deciding
                  ? outcomes.getOrDefault(
                      deciding, rules.robustness(deciding.words(), moment, differences))
                  : SanityOutcome.UNDECIDED;
          rows.add(
              row(
                  key,
                  ofNoLayer(CheckPlan.ROBUSTNESS),
                  MapMetric.instability(disturbance).label(),
                  new Drawn(moment, 0, null),
                  differences,
                  NOTHING,
                  outcome));
        });
    return rows;
  }

  private static RandomisedLayer ofNoLayer(String check) {
    return new RandomisedLayer(check, 0, 0, ScoreRow.NONE);
  }

  private SanityRow row(
      Key key,
      RandomisedLayer layer,
      String metric,
      Drawn drawn,
      Moment pair,
      Moment product,
      SanityOutcome outcome) {
    Moment moment = drawn.moment();
    return new SanityRow(
        key.model(),
        key.target(),
        key.method(),
        preset,
        layer.check(),
        layer.depth(),
        layer.layer(),
        metric,
        drawn.draws(),
        drawn.drawSd(),
        moment.n(),
        moment.mean(),
        moment.sd(),
        moment.ciLow(),
        moment.ciHigh(),
        pair.n(),
        pair.mean(),
        pair.ciLow(),
        pair.ciHigh(),
        product.mean(),
        product.ciHigh(),
        outcome.outcome(),
        outcome.reason());
  }
}
