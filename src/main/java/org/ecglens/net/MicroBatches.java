package org.ecglens.net;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Any number of rows in micro-batches of a fixed size, whose arrays are closed after each. One that
 * does not fit into the memory of the device is halved, and so are all that follow.
 */
final class MicroBatches {
  private static final Logger LOG = LoggerFactory.getLogger(MicroBatches.class);

  private final NDManager memory;
  private final Shape rowShape;
  private final int inputSize;
  private volatile int size;

  /**
   * Cuts rows.
   *
   * @param memory that arrays of a micro-batch are taken from
   * @param rowShape axis lengths of one row
   * @param size rows in a micro-batch
   */
  MicroBatches(NDManager memory, Shape rowShape, int size) {
    this.memory = memory;
    this.rowShape = rowShape;
    this.inputSize = (int) rowShape.size();
    this.size = size;
  }

  /** What is done with one micro-batch. */
  interface Work {
    void on(MicroBatch batch);
  }

  /**
   * Rows that go through the network together.
   *
   * @param first position of the first row in all work
   * @param count rows that are asked for; arrays may have more
   * @param input of the rows
   * @param second another input of each row; null where there is one source only
   * @param targets those that remain to be told
   */
  record MicroBatch(int first, int count, NDArray input, NDArray second, TargetQueue targets) {}

  /** Where a micro-batch stands, so that halves of one that did not fit tell nothing twice. */
  static final class TargetQueue {
    private int next;

    private TargetQueue(int next) {
      this.next = next;
    }

    /** Tells the remaining targets, one after the other. */
    void each(int count, IntConsumer tell) {
      while (next < count) {
        tell.accept(next);
        next++;
      }
    }
  }

  /** Rows that go through together at most. */
  int size() {
    return size;
  }

  /**
   * Does work with all rows.
   *
   * @param second another source of each row, or null
   */
  void each(int rows, Network.RowSource inputs, Network.RowSource second, Work work) {
    EngineSettings.onThisThread();
    int first = 0;
    while (first < rows) {
      int count = Math.min(size, rows - first);
      float[] rowsOfInput = read(inputs, first, count);
      float[] rowsOfSecond = second == null ? null : read(second, first, count);
      run(first, 0, count, rowsOfInput, rowsOfSecond, 0, work);
      first += count;
    }
  }

  private float[] read(Network.RowSource source, int first, int count) {
    float[] buffer = new float[Math.multiplyExact(count, inputSize)];
    for (int row = 0; row < count; row++) {
      source.write(first + row, buffer, row * inputSize);
    }
    return buffer;
  }

  private void run(
      int first, int from, int count, float[] inputs, float[] second, int target, Work work) {
    TargetQueue targets = new TargetQueue(target);
    try (NDManager scratch = memory.newSubManager()) {
      NDArray input = batch(scratch, inputs, from, count);
      NDArray other = second == null ? null : batch(scratch, second, from, count);
      work.on(new MicroBatch(first + from, count, input, other, targets));
    } catch (EngineException e) {
      if (count == 1 || !MemoryShortage.caused(e)) {
        throw e;
      }
      int half = count / 2;
      size = Math.min(size, half);
      LOG.warn("{} rows do not fit into the device's memory, going on with {}", count, half);
      run(first, from, half, inputs, second, targets.next, work);
      run(first, from + half, count - half, inputs, second, targets.next, work);
    }
  }

  /**
   * Short batches are filled up to a power of two by repeating their first row, so that a device
   * sees few different shapes.
   */
  private NDArray batch(NDManager scratch, float[] rows, int from, int count) {
    int padded = Math.min(Math.max(size, count), Integer.highestOneBit(2 * count - 1));
    float[] batch = Arrays.copyOfRange(rows, from * inputSize, (from + padded) * inputSize);
    for (int row = count; row < padded; row++) {
      System.arraycopy(batch, 0, batch, row * inputSize, inputSize);
    }
    return scratch.create(batch, new Shape(padded).addAll(rowShape));
  }
}
