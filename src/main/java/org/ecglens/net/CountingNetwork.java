package org.ecglens.net;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.ecglens.graph.MappedLayer;
import org.ecglens.net.kernel.BackwardRule;
import org.ecglens.net.kernel.RelevanceRules;

/**
 * A network that counts the rows it passes forward and backward. A gradient pass of t targets is
 * one pass forward and t backward for each row, and so are DeepLIFT and a layer. References that
 * have a row each count forward; one for all rows does not, as it is run once and kept. Rows that
 * only fill a micro-batch up do not count, so the numbers depend on neither device nor micro-batch.
 *
 * <p>Closing it closes nothing: the network belongs to whoever opened it.
 */
public final class CountingNetwork implements Network {
  private final Network network;
  private final AtomicLong forwards = new AtomicLong();
  private final AtomicLong backwards = new AtomicLong();

  /** Counts from 0. */
  public CountingNetwork(Network network) {
    this.network = network;
  }

  /** Rows passed forward so far. */
  public long forwards() {
    return forwards.get();
  }

  /** Rows passed backward so far, once for each target. */
  public long backwards() {
    return backwards.get();
  }

  @Override
  public int inputSize() {
    return network.inputSize();
  }

  @Override
  public List<Integer> inputShape() {
    return network.inputShape();
  }

  @Override
  public int outputs() {
    return network.outputs();
  }

  @Override
  public MappedLayer mappedLayer(String node) {
    return network.mappedLayer(node);
  }

  @Override
  public MappedLayer lastLayer() {
    return network.lastLayer();
  }

  @Override
  public void predict(int rows, RowSource inputs, PredictionSink sink) {
    count(rows, 0);
    network.predict(rows, inputs, sink);
  }

  @Override
  public void gradients(
      int rows, RowSource inputs, int[] targets, BackwardRule rule, GradientSink sink) {
    count(rows, targets.length);
    network.gradients(rows, inputs, targets, rule, sink);
  }

  @Override
  public void multipliers(
      int rows, RowSource inputs, float[] baseline, int[] targets, MultiplierSink sink) {
    count(rows, targets.length);
    network.multipliers(rows, inputs, baseline, targets, sink);
  }

  @Override
  public void multipliers(
      int rows, RowSource inputs, RowSource baselines, int[] targets, MultiplierSink sink) {
    count(rows, targets.length);
    forwards.addAndGet(rows);
    network.multipliers(rows, inputs, baselines, targets, sink);
  }

  @Override
  public void relevances(
      int rows, RowSource inputs, int[] targets, RelevanceRules rules, GradientSink sink) {
    count(rows, targets.length);
    network.relevances(rows, inputs, targets, rules, sink);
  }

  @Override
  public void activations(int rows, RowSource inputs, String layer, PredictionSink sink) {
    count(rows, 0);
    network.activations(rows, inputs, layer, sink);
  }

  @Override
  public void layer(int rows, RowSource inputs, int[] targets, String layer, LayerSink sink) {
    count(rows, targets.length);
    network.layer(rows, inputs, targets, layer, sink);
  }

  @Override
  public long keptBytes() {
    return network.keptBytes();
  }

  @Override
  public void close() {}

  private void count(long rows, int targets) {
    forwards.addAndGet(rows);
    backwards.addAndGet(rows * targets);
  }
}
