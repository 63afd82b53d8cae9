package org.ecglens.spark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ecglens.ecg.Waves;
import org.ecglens.model.InputRecord;
import org.ecglens.model.InputRequirement;
import org.ecglens.model.ModelPlan;
import org.ecglens.model.Target;
import org.ecglens.net.Network;
import org.ecglens.perturbation.Wave;
import org.ecglens.table.BlankedRow;

/** Takes waves out of median beats and predicts again: does the network look at the right one? */
final class BlankingPass {
  private static final String MEDIAN = "median";

  private BlankingPass() {}

  static void run(RecordTask.Fitting fitting, Network network, ShardOutput output)
      throws IOException {
    float[][] before = null;
    for (Wave wave : Wave.values()) {
      List<Integer> places = new ArrayList<>();
      List<InputRecord> records = new ArrayList<>();
      List<float[]> signals = new ArrayList<>();
      for (int i = 0; i < fitting.records().size(); i++) {
        InputRecord record = fitting.records().get(i);
        float[] signal = fitting.signals().get(i);
        Optional<float[]> blanked =
            waves(fitting.plan(), record)
                .flatMap(waves -> wave.blanked(signal, record.samples(), waves));
        if (blanked.isPresent()) {
          places.add(i);
          records.add(record);
          signals.add(blanked.get());
        }
      }
      if (records.isEmpty()) {
        continue;
      }
      if (before == null) {
        before = fitting.batch(network, 0).predictions();
      }
      float[][] after =
          new RecordTask.Fitting(fitting.plan(), records, signals).batch(network, 0).predictions();
      for (int i = 0; i < places.size(); i++) {
        write(fitting.plan(), records.get(i), wave, before[places.get(i)], after[i], output);
      }
    }
  }

  /** Limits that hold for the adapted signal too: its time axis is that of the record. */
  private static Optional<Waves> waves(ModelPlan plan, InputRecord record) {
    InputRequirement requirement = plan.requirement();
    boolean same =
        record.samples() == requirement.samples()
            && (requirement.sampleRateHz() == null
                || requirement.sampleRateHz() == record.sampleRateHz());
    return same && MEDIAN.equals(record.kind()) ? Optional.of(record.waves()) : Optional.empty();
  }

  private static void write(
      ModelPlan plan,
      InputRecord record,
      Wave wave,
      float[] before,
      float[] after,
      ShardOutput output)
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
