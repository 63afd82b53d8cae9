package org.ecglens.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ecglens.attribution.Attribution;
import org.ecglens.metric.ScoreValue;
import org.ecglens.metric.map.Disturbance;
import org.ecglens.metric.map.MapMetric;
import org.ecglens.metric.map.Sensitivity;
import org.ecglens.perturbation.Signal;
import org.ecglens.random.Draws;

/**
 * How much maps change with noise that should change little: within a small ball, and of the kinds
 * that recordings have. Methods that draw numbers draw the same ones again. Costs an explanation of
 * a record for each disturbance; it looks at a sample of the records.
 */
final class RobustnessCheck implements Check {
  private static final int BALL_DRAWS = 8;
  private static final int KIND_DRAWS = 2;
  private static final String NOT_FINITE = "the map of a disturbed record is not finite";

  private final CheckPlan checks;

  private record Key(String method, int record, int target) {}

  RobustnessCheck(CheckPlan checks) {
    this.checks = checks;
  }

  @Override
  public void look(ExplainedBatch batch, CheckOutput output) throws IOException {
    List<Integer> chosen = batch.sample(checks);
    if (chosen.isEmpty()) {
      return;
    }
    for (Disturbance disturbance : Disturbance.values()) {
      List<Integer> disturbed =
          chosen.stream().filter(record -> refusal(batch, record, disturbance).isEmpty()).toList();
      Map<Key, Sensitivity> states = new LinkedHashMap<>();
      List<Key> notFinite = new ArrayList<>();
      for (String method : batch.explanations().keySet()) {
        for (int record : chosen) {
          for (int target = 0; target < batch.targets().size(); target++) {
            float[] map = batch.map(method, record, target);
            if (map != null) {
              states.put(new Key(method, record, target), new Sensitivity(map));
            }
          }
        }
      }
      int draws = disturbance == Disturbance.UNIFORM ? BALL_DRAWS : KIND_DRAWS;
      for (int draw = 0; draw < draws && !disturbed.isEmpty(); draw++) {
        disturb(batch, disturbed, disturbance, draw, states, notFinite);
      }
      for (Map.Entry<Key, Sensitivity> entry : states.entrySet()) {
        Key key = entry.getKey();
        String reason =
            refusal(batch, key.record(), disturbance)
                .orElse(notFinite.contains(key) ? NOT_FINITE : null);
        write(batch, key, disturbance, entry.getValue(), reason, output);
      }
    }
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
      Map<Key, Sensitivity> states,
      List<Key> notFinite) {
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
      Sensitivity state,
      String reason,
      CheckOutput output)
      throws IOException {
    Map<MapMetric, ScoreValue> outcomes = new LinkedHashMap<>();
    switch (disturbance) {
      case UNIFORM -> {
        outcomes.put(MapMetric.MAX_SENSITIVITY, state.max());
        outcomes.put(MapMetric.AVERAGE_SENSITIVITY, state.average());
      }
      case BASELINE_WANDER -> outcomes.put(MapMetric.SENSITIVITY_BASELINE_WANDER, state.average());
      case MAINS_HUM -> outcomes.put(MapMetric.SENSITIVITY_MAINS_HUM, state.average());
      case MUSCLE_NOISE -> outcomes.put(MapMetric.SENSITIVITY_MUSCLE_NOISE, state.average());
    }
    for (Map.Entry<MapMetric, ScoreValue> entry : outcomes.entrySet()) {
      output.score(
          batch.key(key.record(), key.target()),
          key.method(),
          entry.getKey(),
          reason == null ? entry.getValue() : ScoreValue.none(reason));
    }
  }
}
