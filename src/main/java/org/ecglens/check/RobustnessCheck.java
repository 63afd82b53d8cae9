package org.ecglens.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ecglens.attribution.Attribution;
import org.ecglens.attribution.AttributionMethod;
import org.ecglens.metric.Moments;
import org.ecglens.metric.ScoreValue;
import org.ecglens.metric.map.Disturbance;
import org.ecglens.metric.map.Instability;
import org.ecglens.metric.map.MapMetric;
import org.ecglens.metric.map.RankedMap;
import org.ecglens.metric.map.Sensitivity;
import org.ecglens.metric.map.Similarity;
import org.ecglens.perturbation.Signal;
import org.ecglens.random.Draws;

/**
 * How much maps change with noise that should change little: within a small ball, and of the kinds
 * that recordings have. What counts is the order of |a| ({@link Instability}); the yardstick is how
 * much the maps of two different records differ. Methods that draw numbers draw the same ones
 * again. Costs an explanation of a record for each disturbance; it looks at a sample of the
 * records.
 */
final class RobustnessCheck implements Check {
  private static final int BALL_DRAWS = 8;
  private static final int KIND_DRAWS = 2;
  private static final String NOT_FINITE = "the map of a disturbed record is not finite";

  private final CheckPlan checks;
  private final States states = new States(SumKind.ROBUSTNESS);

  private record Key(String method, int record, int target) {}

  /** What is known of a map while its record is disturbed. */
  private record State(Sensitivity sensitivity, Instability instability) {
    void add(float[] disturbed) {
      sensitivity.add(disturbed);
      instability.add(disturbed);
    }
  }

  RobustnessCheck(CheckPlan checks) {
    this.checks = checks;
  }

  @Override
  public void look(ExplainedBatch batch, CheckOutput output) throws IOException {
    List<Integer> chosen = batch.sample(checks);
    if (chosen.isEmpty()) {
      return;
    }
    pairs(batch, chosen);
    for (Disturbance disturbance : Disturbance.values()) {
      List<Integer> disturbed =
          chosen.stream().filter(record -> refusal(batch, record, disturbance).isEmpty()).toList();
      Map<Key, State> maps = maps(batch, chosen);
      Set<Key> notFinite = new HashSet<>();
      int draws = disturbance == Disturbance.UNIFORM ? BALL_DRAWS : KIND_DRAWS;
      for (int draw = 0; draw < draws && !disturbed.isEmpty(); draw++) {
        disturb(batch, disturbed, disturbance, draw, maps, notFinite);
      }
      for (Map.Entry<Key, State> entry : maps.entrySet()) {
        Key key = entry.getKey();
        String reason =
            refusal(batch, key.record(), disturbance)
                .orElse(notFinite.contains(key) ? NOT_FINITE : null);
        write(batch, key, disturbance, entry.getValue(), reason, output);
      }
    }
  }

  private void pairs(ExplainedBatch batch, List<Integer> chosen) {
    for (RecordPair pair : RecordPair.of(batch, chosen)) {
      for (AttributionMethod method : batch.methods()) {
        for (int target = 0; target < batch.targets().size(); target++) {
          float[] one = batch.map(method.name(), pair.one(), target);
          float[] other = batch.map(method.name(), pair.other(), target);
          if (one != null && other != null) {
            ScoreValue likeness =
                Similarity.SPEARMAN.between(RankedMap.of(one), RankedMap.of(other));
            add(
                batch,
                target,
                method.name(),
                RandomisedLayer.PAIRS,
                likeness.value() == null ? likeness : ScoreValue.of(1 - likeness.value()));
          }
        }
      }
    }
  }

  private void add(
      ExplainedBatch batch, int target, String method, String detail, ScoreValue value) {
    states.add(
        batch.model(),
        batch.targets().get(target).name(),
        method,
        detail,
        Moments.of(List.of(value)));
  }

  private static Map<Key, State> maps(ExplainedBatch batch, List<Integer> chosen) {
    Map<Key, State> maps = new LinkedHashMap<>();
    for (AttributionMethod method : batch.methods()) {
      for (int record : chosen) {
        for (int target = 0; target < batch.targets().size(); target++) {
          float[] map = batch.map(method.name(), record, target);
          if (map != null) {
            maps.put(
                new Key(method.name(), record, target),
                new State(new Sensitivity(map), new Instability(map)));
          }
        }
      }
    }
    return maps;
  }

  private static Optional<String> refusal(
      ExplainedBatch batch, int record, Disturbance disturbance) {
    return disturbance.refusal(batch.sampleRateHz(record));
  }

  private static void disturb(
      ExplainedBatch batch,
      List<Integer> chosen,
      Disturbance disturbance,
      int draw,
      Map<Key, State> states,
      Set<Key> notFinite) {
    List<float[]> signals = new ArrayList<>();
    for (int record : chosen) {
      Draws draws =
          Draws.of(batch.seed(), disturbance.label(), batch.records().get(record).recordId());
      signals.add(
          disturbance.disturbed(
              new Signal(batch.signals().get(record), batch.leads(), batch.samples()),
              batch.leadNames(record),
              batch.sampleRateHz(record),
              draws,
              draw));
    }
    Map<String, Attribution[][]> maps = batch.explain(batch.batch(chosen, signals));
    states.forEach(
        (key, state) -> {
          int place = chosen.indexOf(key.record());
          if (place < 0) {
            return;
          }
          float[] map = ExplainedBatch.finite(maps.get(key.method())[place][key.target()].values());
          if (map == null) {
            notFinite.add(key);
          } else {
            state.add(map);
          }
        });
  }

  private void write(
      ExplainedBatch batch,
      Key key,
      Disturbance disturbance,
      State state,
      String reason,
      CheckOutput output)
      throws IOException {
    Map<MapMetric, ScoreValue> outcomes = new LinkedHashMap<>();
    if (disturbance == Disturbance.UNIFORM) {
      outcomes.put(MapMetric.MAX_SENSITIVITY, state.sensitivity().max());
      outcomes.put(MapMetric.AVERAGE_SENSITIVITY, state.sensitivity().average());
    }
    outcomes.put(MapMetric.instability(disturbance), state.instability().mean());
    for (Map.Entry<MapMetric, ScoreValue> entry : outcomes.entrySet()) {
      output.score(
          batch.key(key.record(), key.target()),
          key.method(),
          entry.getKey(),
          reason == null ? entry.getValue() : ScoreValue.none(reason));
    }
    MapMetric metric = MapMetric.instability(disturbance);
    add(
        batch,
        key.target(),
        key.method(),
        metric.label(),
        reason == null ? outcomes.get(metric) : ScoreValue.none(reason));
  }

  @Override
  public void finish(CheckOutput output) throws IOException {
    states.writeTo(output);
  }
}
