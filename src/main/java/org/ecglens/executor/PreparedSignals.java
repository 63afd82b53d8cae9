package org.ecglens.executor;

import java.util.Arrays;
import java.util.List;
import org.ecglens.model.ModelPlan;
import org.ecglens.net.Network;
import org.ecglens.plan.EvaluationPlan;

/** Signals of records as a network that is explained behind its preprocessing takes them. */
public final class PreparedSignals {
  private PreparedSignals() {}

  /** The signals themselves where preprocessing is part of the network, or there is none. */
  public static List<float[]> of(EvaluationPlan work, ModelPlan model, List<float[]> recorded) {
    if (model.preparation() == null || recorded.isEmpty()) {
      return recorded;
    }
    float[][] prepared = new float[recorded.size()][];
    try (NetworkPool.Lease lease = NetworkPool.takePreparation(work, model)) {
      Network steps = lease.network();
      steps.predict(
          recorded.size(),
          (row, target, offset) -> {
            float[] signal = recorded.get(row);
            System.arraycopy(signal, 0, target, offset, signal.length);
          },
          (row, outputs) -> prepared[row] = outputs.clone());
    }
    return Arrays.asList(prepared);
  }
}
