package org.ecglens.net.training;

import java.util.List;

/** Examples in memory. */
final class ArrayExamples implements Examples {
  private final int leads;
  private final int samples;
  private final List<String> targetNames;
  private final float[] signals;
  private final float[] targets;

  /**
   * Keeps the arrays without a copy.
   *
   * @param targetNames in the order of the outputs
   * @param signals {@code [example][lead][sample]}
   * @param targets {@code [example][target]}; NaN where absent
   */
  public ArrayExamples(
      int leads, int samples, List<String> targetNames, float[] signals, float[] targets) {
    this.leads = leads;
    this.samples = samples;
    this.targetNames = List.copyOf(targetNames);
    this.signals = signals;
    this.targets = targets;
    int count = targets.length / targetNames.size();
    if (targets.length % targetNames.size() != 0
        || signals.length != (long) count * leads * samples) {
      throw new IllegalArgumentException(
          signals.length + " values of signals, " + targets.length + " of targets");
    }
  }

  @Override
  public int count() {
    return targets.length / targetNames.size();
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
  public List<String> targets() {
    return targetNames;
  }

  @Override
  public void read(int[] indexes, int count, float[] signalsRead, float[] targetsRead) {
    int size = leads * samples;
    int outputs = targetNames.size();
    for (int i = 0; i < count; i++) {
      if (signalsRead != null) {
        System.arraycopy(signals, indexes[i] * size, signalsRead, i * size, size);
      }
      System.arraycopy(targets, indexes[i] * outputs, targetsRead, i * outputs, outputs);
    }
  }
}
