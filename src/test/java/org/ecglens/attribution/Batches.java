package org.ecglens.attribution;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.ecglens.ecg.Lead;
import org.ecglens.ecg.Waves;
import org.ecglens.net.Network;

/** Batches for tests. */
final class Batches {
  private Batches() {}

  /**
   * Records named r0, r1, …, of the first standard leads, before a network whose input is {@code
   * [leads][samples]}.
   */
  static NetworkBatch of(Network network, int[] targets, float[]... signals) {
    List<String> ids = IntStream.range(0, signals.length).mapToObj(record -> "r" + record).toList();
    return of(network, 1, targets, ids, List.of(signals));
  }

  static NetworkBatch of(
      Network network, long seed, int[] targets, List<String> ids, List<float[]> signals) {
    List<String> leads = Lead.STANDARD.subList(0, network.inputShape().get(0));
    return new NetworkBatch(
        network,
        "model",
        seed,
        network.inputShape().get(0),
        network.inputShape().get(1),
        targets,
        ids,
        signals,
        Collections.nCopies(signals.size(), new RecordContext(leads, Double.NaN, Waves.NONE)));
  }

  /** Signals without structure, different from each other. */
  static List<float[]> signals(int records, int points) {
    List<float[]> signals = new ArrayList<>();
    for (int record = 0; record < records; record++) {
      float[] signal = new float[points];
      for (int i = 0; i < points; i++) {
        signal[i] = (float) Math.sin(7.3 * record + 2.1 * i + 0.4);
      }
      signals.add(signal);
    }
    return signals;
  }

  static double[] doubles(float[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
  }
}
