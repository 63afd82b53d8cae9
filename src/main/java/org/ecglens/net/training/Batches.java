package org.ecglens.net.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.ecglens.error.UserException;

/** Reads examples into the engine, a batch at a time, into the same memory. */
final class Batches {
  private static final long MOST_VALUES = 1 << 28;

  private final Examples examples;
  private final Scaling scaling;
  private final int size;
  private final int[] indexes;
  private final float[] signals;
  private final float[] targets;
  private final float[] weights;
  private int count;
  private int labels;

  /**
   * For batches of up to a size.
   *
   * @param scaling from a network's outputs to targets
   */
  Batches(Examples examples, Scaling scaling, int size) {
    this.examples = examples;
    this.scaling = scaling;
    this.size = size;
    int outputs = examples.targets().size();
    indexes = new int[size];
    long values = (long) size * examples.leads() * examples.samples();
    if (values > MOST_VALUES) {
      throw new UserException(
          "a batch of "
              + size
              + " records of "
              + examples.leads()
              + " leads and "
              + examples.samples()
              + " samples does not fit into memory; take a smaller batch.");
    }
    signals = new float[(int) values];
    targets = new float[size * outputs];
    weights = new float[size * outputs];
  }

  /** Batches that hold all examples. */
  int number() {
    return (examples.count() + size - 1) / size;
  }

  /**
   * Reads a batch.
   *
   * @param batch from 0 on
   * @param order of all examples
   * @throws UserException if a signal has a value that is not finite
   */
  void read(int batch, int[] order) {
    int first = batch * size;
    count = Math.min(size, order.length - first);
    System.arraycopy(order, first, indexes, 0, count);
    examples.read(indexes, count, signals, targets);
    int values = examples.leads() * examples.samples();
    for (int i = 0; i < count * values; i++) {
      if (!Float.isFinite(signals[i])) {
        throw new UserException(
            "example "
                + indexes[i / values]
                + " has the value "
                + signals[i]
                + " in lead "
                + i % values / examples.samples()
                + "; leave records with invalid samples out.");
      }
    }
    labels = 0;
    for (int i = 0; i < count * outputs(); i++) {
      labels += Float.isNaN(targets[i]) ? 0 : 1;
    }
    for (int i = 0; i < count * outputs(); i++) {
      weights[i] = Float.isNaN(targets[i]) ? 0 : 1f / labels;
    }
  }

  private int outputs() {
    return examples.targets().size();
  }

  /** Examples in the batch. */
  int count() {
    return count;
  }

  /** Targets in the batch that are there. */
  int labels() {
    return labels;
  }

  /** {@code [count, leads, 1, samples]}. */
  NDArray signals(NDManager scratch) {
    return array(scratch, signals, new Shape(count, examples.leads(), 1, examples.samples()));
  }

  /** What the network is to give, {@code [count, outputs]}; 0 where absent. */
  NDArray targets(NDManager scratch) {
    float[] wanted = new float[count * outputs()];
    for (int i = 0; i < wanted.length; i++) {
      int o = i % outputs();
      wanted[i] =
          Float.isNaN(targets[i])
              ? 0
              : (float) ((targets[i] - scaling.offsets()[o]) / scaling.factors()[o]);
    }
    return scratch.create(wanted, new Shape(count, outputs()));
  }

  /** Shares in the loss, 0 where absent, 1 together: {@code [count, outputs]}. */
  NDArray weights(NDManager scratch) {
    return array(scratch, weights, new Shape(count, outputs()));
  }

  /** A target in its own unit, NaN where absent. */
  float target(int row, int output) {
    return targets[row * outputs() + output];
  }

  private static NDArray array(NDManager scratch, float[] values, Shape shape) {
    int used = Math.toIntExact(shape.size());
    return scratch.create(
        used == values.length ? values : java.util.Arrays.copyOf(values, used), shape);
  }
}
