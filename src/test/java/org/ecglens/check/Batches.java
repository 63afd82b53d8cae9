package org.ecglens.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ecglens.attribution.AttributionMethod;
import org.ecglens.attribution.Explanation;
import org.ecglens.attribution.NetworkBatch;
import org.ecglens.ecg.Ecg;
import org.ecglens.graph.Graph;
import org.ecglens.model.InputRecord;
import org.ecglens.model.InputRequirement;
import org.ecglens.model.ModelPlan;
import org.ecglens.model.Target;
import org.ecglens.net.Network;
import org.ecglens.synth.SyntheticEcg;

/** Synthetic median beats before a network of one output. */
public final class Batches {
  private Batches() {}

  /** Some beats. */
  public static List<Ecg> beats(int count) {
    SyntheticEcg source = new SyntheticEcg(11, Ecg.Kind.MEDIAN);
    List<Ecg> beats = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      beats.add(source.record(i));
    }
    return beats;
  }

  /** The beats explained. */
  public static ExplainedBatch explained(
      String model,
      Graph graph,
      Network network,
      String label,
      List<AttributionMethod> methods,
      List<Ecg> beats) {
    List<InputRecord> records = new ArrayList<>();
    List<float[]> signals = new ArrayList<>();
    for (Ecg beat : beats) {
      signals.add(beat.signal());
      records.add(
          new InputRecord(
              beat.recordId(),
              "median",
              beat.leads(),
              beat.sampleRateHz(),
              beat.samples(),
              beat.unit(),
              beat.signal(),
              beat.labels(),
              beat.waves(),
              null,
              List.of()));
    }
    Ecg first = beats.get(0);
    ModelPlan plan =
        ModelPlan.of(
            model,
            "",
            graph,
            List.of(),
            null,
            new InputRequirement(
                first.leads().size(),
                first.samples(),
                first.leads(),
                first.sampleRateHz(),
                first.unit(),
                "median",
                List.of()),
            List.of(new Target(0, "0", null, label).in(graph)));
    NetworkBatch batch =
        new NetworkBatch(
            network,
            model,
            5,
            first.leads().size(),
            first.samples(),
            plan.outputs(),
            records.stream().map(InputRecord::recordId).toList(),
            signals);
    Map<String, Explanation> explanations = Explanation.all(batch, methods);
    return new ExplainedBatch(
        plan,
        network,
        methods,
        Map.of("0", 100.0),
        5,
        records,
        signals,
        batch.predictions(),
        explanations);
  }
}
