package org.ecglens.net;

import ai.djl.Device;
import org.ecglens.graph.Graph;
import org.ecglens.graph.Node;
import org.ecglens.graph.Operation;

/**
 * Native memory that a row takes on its way through a network and back, by which micro-batches are
 * cut: what a pass keeps for the way back, and what the largest operation needs beside that.
 */
final class RowMemory {
  private static final long MEBIBYTE = 1L << 20;

  /** Larger micro-batches gain nothing on a processor, whose caches they leave. */
  private static final long ON_PROCESSOR = 256 * MEBIBYTE;

  /** A card computes its rows side by side. */
  private static final long ON_CARD = 4096 * MEBIBYTE;

  /**
   * Largest values that are there at a time beside what is kept: cotangents of an operation's
   * inputs and output, their spectra, sums and masks.
   */
  private static final int BESIDE = 8;

  private RowMemory() {}

  /** Estimate for one row, bytes. */
  static long bytes(Graph graph) {
    long kept = graph.inputShape().size();
    long largest = kept;
    for (Node node : graph.nodes()) {
      long size = graph.shape(node.output()).size();
      // Filters are computed in double precision.
      boolean twice = node.operation() instanceof Operation.ZeroPhaseFilter;
      largest = Math.max(largest, twice ? 2 * size : size);
      if (!(node.operation() instanceof Operation.Reshape
          || node.operation() instanceof Operation.Excerpts)) {
        kept += size;
      }
    }
    return (kept + BESIDE * largest) * Float.BYTES;
  }

  /**
   * Rows that go through together: a power of two, which the engine's kernels like, of at most so
   * many as are asked for and fit.
   */
  static int rows(Graph graph, int most, Device device) {
    long budget = device.isGpu() ? ON_CARD : ON_PROCESSOR;
    long fitting = Math.max(1, budget / bytes(graph));
    return fitting >= most ? most : (int) Long.highestOneBit(fitting);
  }
}
