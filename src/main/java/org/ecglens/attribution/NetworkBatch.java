package org.ecglens.attribution;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.ecglens.error.UserException;
import org.ecglens.net.CountingNetwork;
import org.ecglens.net.Network;
import org.ecglens.net.kernel.BackwardRule;

/** A batch that runs its network when something is asked for, and once only. One thread's. */
public final class NetworkBatch implements ExplainableBatch {

  /** Record-level results of one backward rule and what they cost. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Pass(float[][][] gradients, Cost cost) {}

  private final CountingNetwork network;
  private final String model;
  private final long seed;
  private final int leads;
  private final int samples;
  private final int[] targets;
  private final List<String> recordIds;
  private final List<float[]> signals;
  private final List<RecordContext> contexts;
  private final Map<BackwardRule, Pass> passes = new EnumMap<>(BackwardRule.class);
  private float[][] predictions;
  private Cost spent = Cost.NONE;
  private Cost charged = Cost.NONE;
  private Cost common = Cost.NONE;

  /** Records of which nothing is known but their samples. */
  public NetworkBatch(
      Network network,
      String model,
      long seed,
      int leads,
      int samples,
      int[] targets,
      List<String> recordIds,
      List<float[]> signals) {
    this(
        network,
        model,
        seed,
        leads,
        samples,
        targets,
        recordIds,
        signals,
        Collections.nCopies(signals.size(), RecordContext.UNKNOWN));
  }

  /**
   * Takes the records over without copying them.
   *
   * @param model name in random draws and tables
   * @param seed of the run
   * @param targets output indexes to explain
   * @param signals one {@code [lead * samples + sample]} for each record id
   * @param contexts what else is known of each record
   * @throws UserException if a target is not an output of the network
   * @throws IllegalArgumentException if a signal does not fill leads × samples, or that is not the
   *     network's input
   */
  public NetworkBatch(
      Network network,
      String model,
      long seed,
      int leads,
      int samples,
      int[] targets,
      List<String> recordIds,
      List<float[]> signals,
      List<RecordContext> contexts) {
    if (leads * samples != network.inputSize()) {
      throw new IllegalArgumentException(
          leads + " leads × " + samples + " samples before a network of " + network.inputShape());
    }
    if (recordIds.size() != signals.size() || contexts.size() != signals.size()) {
      throw new IllegalArgumentException(
          recordIds.size()
              + " record ids and "
              + contexts.size()
              + " contexts for "
              + signals.size()
              + " signals");
    }
    for (int record = 0; record < signals.size(); record++) {
      if (signals.get(record).length != network.inputSize()) {
        throw new IllegalArgumentException(
            recordIds.get(record) + ": " + signals.get(record).length + " values");
      }
    }
    for (int target : targets) {
      if (target < 0 || target >= network.outputs()) {
        throw new UserException(
            "output "
                + target
                + " of "
                + model
                + " does not exist: choose from 0 to "
                + (network.outputs() - 1));
      }
    }
    this.network = new CountingNetwork(network);
    this.model = model;
    this.seed = seed;
    this.leads = leads;
    this.samples = samples;
    this.targets = targets.clone();
    this.recordIds = List.copyOf(recordIds);
    this.signals = List.copyOf(signals);
    this.contexts = List.copyOf(contexts);
  }

  /** The network, which counts what passes through it for this batch. */
  @Override
  public Network network() {
    return network;
  }

  @Override
  public int records() {
    return signals.size();
  }

  @Override
  public String recordId(int record) {
    return recordIds.get(record);
  }

  @Override
  public float[] signal(int record) {
    return signals.get(record);
  }

  @Override
  public RecordContext context(int record) {
    return contexts.get(record);
  }

  @Override
  public int leads() {
    return leads;
  }

  @Override
  public int samples() {
    return samples;
  }

  @Override
  public int[] targets() {
    return targets.clone();
  }

  @Override
  public String model() {
    return model;
  }

  @Override
  public long seed() {
    return seed;
  }

  /** From the first backward pass if there was one, else from a forward pass. */
  @Override
  public float[][] predictions() {
    if (predictions == null) {
      Cost start = taken();
      float[][] values = new float[records()][targets.length];
      network.predict(
          records(),
          this::write,
          (row, outputs) -> {
            for (int target = 0; target < targets.length; target++) {
              values[row][target] = outputs[targets[target]];
            }
          });
      predictions = values;
      spent = spent.plus(taken().minus(start));
    }
    return predictions;
  }

  @Override
  public float[][][] gradient(BackwardRule rule) {
    Pass pass = passes.get(rule);
    if (pass == null) {
      pass = run(rule);
      passes.put(rule, pass);
      spent = spent.plus(pass.cost());
    }
    charged = charged.plus(pass.cost());
    return pass.gradients();
  }

  @Override
  public void common(int rows) {
    common = common.plus(new Cost(0, rows, (long) rows * targets.length));
  }

  /**
   * The time now and what the network has passed for records of this batch: a difference counts.
   */
  Cost taken() {
    return new Cost(System.nanoTime(), network.forwards(), network.backwards()).minus(common);
  }

  /** What passes that methods share have cost so far. */
  Cost spent() {
    return spent;
  }

  /** What the shared passes would have cost so far had nobody shared them. */
  Cost charged() {
    return charged;
  }

  private Pass run(BackwardRule rule) {
    Cost start = taken();
    float[][][] gradients = new float[records()][targets.length][];
    float[][] values = new float[records()][targets.length];
    network.gradients(
        records(),
        this::write,
        targets,
        rule,
        (row, target, gradient, prediction) -> {
          gradients[row][target] = gradient.clone();
          values[row][target] = prediction;
        });
    if (predictions == null) {
      predictions = values;
    }
    return new Pass(gradients, taken().minus(start));
  }

  private void write(int row, float[] values, int offset) {
    float[] signal = signals.get(row);
    System.arraycopy(signal, 0, values, offset, signal.length);
  }
}
