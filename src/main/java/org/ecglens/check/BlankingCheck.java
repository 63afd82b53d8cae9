package org.ecglens.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ecglens.metric.CurveValues;
import org.ecglens.metric.Moments;
import org.ecglens.metric.ScoreValue;
import org.ecglens.model.InputRecord;
import org.ecglens.model.Target;
import org.ecglens.perturbation.RecordCurve;
import org.ecglens.perturbation.Wave;

/**
 * Takes waves out of median beats and predicts again: does the network look at the right one?
 * (Hicks et al., Sci Rep 2021;11:10949)
 */
final class BlankingCheck implements Check {
  private final States states = new States(SumKind.BLANKING);

  @Override
  public void look(ExplainedBatch batch, CheckOutput output) throws IOException {
    for (Wave wave : Wave.values()) {
      List<Integer> places = new ArrayList<>();
      List<float[]> signals = new ArrayList<>();
      for (int i = 0; i < batch.records().size(); i++) {
        float[] signal = batch.signals().get(i);
        Optional<float[]> blanked =
            batch.waves(i).flatMap(waves -> wave.blanked(signal, batch.samples(), waves));
        if (blanked.isPresent()) {
          places.add(i);
          signals.add(blanked.get());
        }
      }
      if (places.isEmpty()) {
        continue;
      }
      float[][] after = batch.batch(places, signals).predictions();
      for (int i = 0; i < places.size(); i++) {
        write(batch, places.get(i), wave, after[i], output);
      }
    }
  }

  private void write(ExplainedBatch batch, int place, Wave wave, float[] after, CheckOutput output)
      throws IOException {
    InputRecord record = batch.records().get(place);
    for (int t = 0; t < after.length; t++) {
      Target target = batch.targets().get(t);
      double prediction = batch.predictions()[place][t];
      Double label = target.comparable(record.labels());
      if (!Float.isFinite(after[t])) {
        output.quarantine(
            record.recordId(),
            "blank",
            "not-finite",
            "%s, target %s: without %s the prediction is %s"
                .formatted(batch.model(), target.name(), wave, after[t]));
        continue;
      }
      output.blanked(batch.key(place, t), wave, prediction, after[t], label);
      ScoreValue none = ScoreValue.none(CurveValues.NO_LABEL);
      states.add(
          batch.model(),
          target.name(),
          RecordCurve.NO_METHOD,
          wave.name(),
          Moments.of(
              List.of(
                  ScoreValue.of(Math.abs(after[t] - prediction)),
                  label == null ? none : ScoreValue.of(Math.abs(prediction - label)),
                  label == null ? none : ScoreValue.of(Math.abs(after[t] - label)))));
    }
  }

  @Override
  public void finish(CheckOutput output) throws IOException {
    states.writeTo(output);
  }
}
