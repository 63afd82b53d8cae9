package org.ecglens.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ecglens.model.InputRecord;
import org.ecglens.model.ModelPlan;
import org.ecglens.model.Target;
import org.ecglens.perturbation.Wave;
import org.ecglens.table.BlankedRow;

/**
 * Takes waves out of median beats and predicts again: does the network look at the right one?
 * (Hicks et al., Sci Rep 2021;11:10949)
 */
final class BlankingCheck implements Check {

  @Override
  public void look(ExplainedBatch batch, CheckOutput output) throws IOException {
    float[][] before = null;
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
      if (before == null) {
        before = batch.predictions();
      }
      float[][] after = batch.batch(places, signals).predictions();
      for (int i = 0; i < places.size(); i++) {
        InputRecord record = batch.records().get(places.get(i));
        write(batch.plan(), record, wave, before[places.get(i)], after[i], output);
      }
    }
  }

  private static void write(
      ModelPlan plan,
      InputRecord record,
      Wave wave,
      float[] before,
      float[] after,
      CheckOutput output)
      throws IOException {
    for (int t = 0; t < plan.targets().size(); t++) {
      Target target = plan.targets().get(t);
      output.write(
          new BlankedRow(
              record.recordId(),
              plan.name(),
              target.name(),
              wave.name(),
              before[t],
              after[t],
              record.labels().get(target.label())));
    }
  }
}
