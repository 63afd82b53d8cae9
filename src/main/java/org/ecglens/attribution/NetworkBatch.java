package org.ecglens.attribution;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.ecglens.UserException;
import org.ecglens.net.BackwardRule;
import org.ecglens.net.Network;

/** A batch that runs its network when something is asked for, and once only. One thread's. */
public final class NetworkBatch implements Batch {

  /** Record-level results of one backward rule and what they cost. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Pass(float[][][] gradients, long nanoseconds) {}

  private final Network network;
  private final String model;
  private final long seed;
  private final int leads;
  private final int samples;
  private final int[] targets;
  private final List<String> recordIds;
  private final List<float[]> signals;
  private final Map<BackwardRule, Pass> passes = new EnumMap<>(BackwardRule.class);
  private float[][] predictions;
  private long spent;
  private long charged;

  /**
   * Takes the records over without copying them.
   *
   * @param model name in random draws and tables
   * @param seed of the run
   * @param targets output indexes to explain
   * @param signals one {@code [lead * samples + sample]} for each record id
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
      List<float[]> signals) {
    if (leads * samples != network.inputSize()) {
      throw new IllegalArgumentException(
          leads + " leads × " + samples + " samples before a network of " + network.inputShape());
    }
    if (recordIds.size() != signals.size()) {
      throw new IllegalArgumentException(
          recordIds.size() + " record ids for " + signals.size() + " signals");
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
    this.network = network;
    this.model = model;
    this.seed = seed;
    this.leads = leads;
    this.samples = samples;
    this.targets = targets.clone();
    this.recordIds = List.copyOf(recordIds);
    this.signals = List.copyOf(signals);
  }

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
      long start = System.nanoTime();
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
      spent += System.nanoTime() - start;
    }
    return predictions;
  }

  @Override
  public float[][][] gradient(BackwardRule rule) {
    Pass pass = passes.get(rule);
    if (pass == null) {
      pass = run(rule);
      passes.put(rule, pass);
      spent += pass.nanoseconds();
    }
    charged += pass.nanoseconds();
    return pass.gradients();
  }

  /** Time spent so far in passes that methods share. */
  long spent() {
    return spent;
  }

  /** Time that the shared passes would have taken so far had nobody shared them. */
  long charged() {
    return charged;
  }

  private Pass run(BackwardRule rule) {
    long start = System.nanoTime();
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
    return new Pass(gradients, System.nanoTime() - start);
  }

  private void write(int row, float[] values, int offset) {
    float[] signal = signals.get(row);
    System.arraycopy(signal, 0, values, offset, signal.length);
  }
}
