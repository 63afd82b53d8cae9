package org.ecglens.net.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;
import org.ecglens.net.convolution.ConvolutionChoice;

/**
 * A residual network in the engine's memory, with gradients of a loss with respect to its
 * parameters. One thread at a time.
 */
final class ResidualNetwork implements AutoCloseable {
  private final Architecture architecture;
  private final NDManager memory;
  private final Slots slots;
  private final NDArray parameters;
  private final NDArray statistics;
  private final List<Unit> stem = new ArrayList<>();
  private final List<List<Unit>> blocks = new ArrayList<>();
  private final NDArray headWeight;
  private final NDArray headBias;

  /**
   * The result of a pass over a batch for training.
   *
   * @param loss mean over the targets that are there
   * @param gradient with respect to the parameters, in their order
   */
  record Step(double loss, NDArray gradient) {}

  /**
   * Puts a network into memory.
   *
   * @param memory owner of it, closed with it
   * @param type of all its numbers
   */
  ResidualNetwork(
      Architecture architecture,
      NetworkState state,
      ConvolutionChoice choice,
      NDManager memory,
      DataType type) {
    this.architecture = architecture;
    this.memory = memory;
    slots = Slots.parameters(architecture);
    parameters = memory.create(state.parameters()).toType(type, true);
    statistics = memory.create(state.statistics()).toType(type, true);
    Slots averages = Slots.statistics(architecture);
    architecture.stemLayers().forEach(layer -> stem.add(unit(layer, averages, choice)));
    for (int block = 0; block < architecture.blocks(); block++) {
      blocks.add(
          architecture.blockLayers(block).stream()
              .map(layer -> unit(layer, averages, choice))
              .toList());
    }
    headWeight = parameter("head.weight");
    headBias = parameter("head.bias");
  }

  private Unit unit(Architecture.Layer layer, Slots averages, ConvolutionChoice choice) {
    NDArray weight = parameter(layer.name() + ".weight");
    NDArray bias = parameter(layer.name() + ".bias");
    boolean first = layer.equals(architecture.stemLayers().get(0));
    return new Unit(
        TrainedConvolution.of(layer, weight, bias, first, choice),
        bias,
        parameter(layer.name() + ".scale"),
        parameter(layer.name() + ".shift"),
        view(statistics, averages.slot(layer.name() + ".mean")),
        view(statistics, averages.slot(layer.name() + ".variance")));
  }

  private NDArray parameter(String name) {
    return view(parameters, slots.slot(name));
  }

  /** Part of a vector that changes with it. */
  private static NDArray view(NDArray vector, Slots.Slot slot) {
    long[] dims = slot.dims().stream().mapToLong(Integer::longValue).toArray();
    return JniUtils.slice(
            (PtNDArray) vector, 0, slot.offset(), slot.offset() + (long) slot.size(), 1)
        .reshape(new Shape(dims));
  }

  /** All trainable values as one vector, to be changed in place; then call {@link #refresh}. */
  NDArray parameters() {
    return parameters;
  }

  /** Copies of all numbers. */
  NetworkState state() {
    try (NDArray values = parameters.toType(DataType.FLOAT32, true);
        NDArray averages = statistics.toType(DataType.FLOAT32, true)) {
      return new NetworkState(values.toFloatArray(), averages.toFloatArray());
    }
  }

  /** The parameters have changed. */
  void refresh() {
    stem.forEach(Unit::refresh);
    blocks.forEach(units -> units.forEach(Unit::refresh));
  }

  NDManager memory() {
    return memory;
  }

  /**
   * Forward with running averages.
   *
   * @param x {@code [rows, leads, 1, samples]}
   * @return {@code [rows, outputs]}
   */
  NDArray predict(NDArray x) {
    NDArray flow = x;
    for (Unit unit : stem) {
      flow = replaced(flow, unit.forward(flow), x);
    }
    flow = replaced(flow, pool(flow), x);
    for (List<Unit> block : blocks) {
      try (NDArray inner = block.get(0).forward(flow);
          NDArray outer = block.get(1).forward(inner)) {
        flow.addi(outer);
      }
    }
    return head((PtNDArray) flow, (PtNDArray) headWeight, (PtNDArray) headBias);
  }

  private static NDArray replaced(NDArray old, NDArray next, NDArray input) {
    if (old != input && old != next) {
      old.close();
    }
    return next;
  }

  /**
   * Loss and gradient of a batch; the running averages take part of its statistics.
   *
   * @param x {@code [rows, leads, 1, samples]}
   * @param targets {@code [rows, outputs]}
   * @param weights {@code [rows, outputs]}, the share of each target in the loss
   * @param loss what is made small
   */
  Step step(NDArray x, NDArray targets, NDArray weights, Loss loss) {
    NDManager scratch = x.getManager();
    NDArray flow = x;
    for (Unit unit : stem) {
      flow = replaced(flow, unit.record(flow), x);
    }
    Differentiated pool = Differentiated.run(scratch, leaves -> pool(leaves[0]), flow);
    flow = replaced(flow, pool.output(), x);
    for (List<Unit> block : blocks) {
      try (NDArray inner = block.get(0).record(flow);
          NDArray outer = block.get(1).record(inner)) {
        flow = replaced(flow, flow.add(outer), x);
      }
    }
    Differentiated head =
        Differentiated.run(
            scratch,
            leaves -> loss.each(head(leaves[0], leaves[1], leaves[2]), targets).mul(weights).sum(),
            flow,
            headWeight,
            headBias);
    NDArray sum = head.output();
    double value =
        sum.getDataType() == DataType.FLOAT64 ? sum.getDouble() : (double) sum.getFloat();
    return new Step(value, gradient(pool, head, sum.onesLike()));
  }

  private NDArray gradient(Differentiated pool, Differentiated head, NDArray one) {
    PtNDArray[] last = head.backward(one);
    NDArray flow = last[0];
    for (int b = blocks.size() - 1; b >= 0; b--) {
      try (NDArray inner = blocks.get(b).get(1).backward(flow);
          NDArray outer = blocks.get(b).get(0).backward(inner)) {
        NDArray sum = flow.add(outer);
        flow.close();
        flow = sum;
      }
    }
    NDArray unpooled = pool.backward(flow)[0];
    flow.close();
    flow = unpooled;
    for (int u = stem.size() - 1; u >= 0; u--) {
      NDArray before = stem.get(u).backward(flow);
      flow.close();
      flow = before;
    }
    List<NDArray> parts = new ArrayList<>();
    stem.forEach(unit -> parts.addAll(unit.gradients()));
    blocks.forEach(units -> units.forEach(unit -> parts.addAll(unit.gradients())));
    parts.add(last[1]);
    parts.add(last[2]);
    PtNDArray[] vectors = new PtNDArray[parts.size()];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = (PtNDArray) parts.get(i).reshape(new Shape(parts.get(i).size()));
    }
    NDArray gradient = JniUtils.cat(vectors, 0);
    for (int i = 0; i < vectors.length; i++) {
      vectors[i].close();
      parts.get(i).close();
    }
    return gradient;
  }

  private NDArray pool(NDArray x) {
    Shape window = new Shape(1, architecture.pooling());
    try (PtNDArray pooled =
        JniUtils.avgPool((PtNDArray) x, window, window, new Shape(0, 0), false, true)) {
      // The blocks read and write along time.
      return pooled.reshape(new Shape(pooled.size())).reshape(pooled.getShape());
    }
  }

  private static NDArray head(PtNDArray x, PtNDArray weight, PtNDArray bias) {
    try (NDArray flat = JniUtils.squeeze(x, 2);
        NDArray means = flat.mean(new int[] {2})) {
      return JniUtils.linear((PtNDArray) means, weight, bias);
    }
  }

  @Override
  public void close() {
    memory.close();
  }
}
