package org.ecglens.net.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.ecglens.graph.Operation;

/**
 * {@link Operation.ZeroPhaseFilter}, by {@link FilterBlocks}, in double precision. Its adjoint
 * takes the same steps, each transposed, from the last to the first.
 */
final class ZeroPhaseFilterKernel implements Kernel {
  private final int edge;
  private final int samples;
  private final int extended;
  private final int block;
  private final int blocks;
  private final NDArray through;
  private final NDArray throughBack;
  private final NDArray into;
  private final NDArray intoBack;
  private final NDArray out;
  private final NDArray outBack;
  private final NDArray carried;
  private final NDArray carriedBack;
  private final NDArray first;
  private final NDArray firstBack;

  ZeroPhaseFilterKernel(Operation.ZeroPhaseFilter operation, int samples, NDManager manager) {
    this.edge = operation.edge();
    this.samples = samples;
    extended = samples + 2 * edge;
    FilterBlocks matrices = FilterBlocks.of(operation.sections(), extended);
    block = matrices.block();
    blocks = matrices.blocks();
    int states = matrices.states();
    through = manager.create(matrices.through(), new Shape(block, block));
    into = manager.create(matrices.into(), new Shape(block, states));
    out = manager.create(matrices.out(), new Shape(states, block));
    carried =
        manager.create(
            matrices.carried(), new Shape((long) blocks * states, (long) blocks * states));
    first = manager.create(matrices.first(), new Shape(1, (long) blocks * states));
    throughBack = through.transpose();
    intoBack = into.transpose();
    outBack = out.transpose();
    carriedBack = carried.transpose();
    firstBack = first.transpose();
  }

  @Override
  public NDArray forward(NDList inputs) {
    NDArray x = inputs.get(0);
    NDArray once = filtered(extended(lanes(x)));
    NDArray twice = filtered(once.flip(1)).flip(1);
    return like(x, part(twice, edge, edge + samples));
  }

  @Override
  public NDArray[] gradient(NDList inputs, NDArray output, NDArray cotangent, BackwardRule rule) {
    NDArray g = lanes(cotangent).pad(new Shape(edge, edge), 0);
    NDArray once = adjoint(g.flip(1));
    return new NDArray[] {like(inputs.get(0), cut(adjoint(once.flip(1))))};
  }

  /** {@code [lanes, samples]} in double precision. */
  private NDArray lanes(NDArray x) {
    return x.reshape(-1, samples).toType(DataType.FLOAT64, false);
  }

  private static NDArray like(NDArray x, NDArray lanes) {
    return lanes.toType(DataType.FLOAT32, false).reshape(x.getShape());
  }

  /** Continues both ends by their point reflection. */
  private NDArray extended(NDArray x) {
    if (edge == 0) {
      return x;
    }
    NDArray before = part(x, 0, 1).mul(2).sub(part(x, 1, edge + 1).flip(1));
    NDArray last = part(x, samples - 1, samples);
    NDArray after = last.mul(2).sub(part(x, samples - 1 - edge, samples - 1).flip(1));
    return NDArrays.concat(new NDList(before, x, after), 1);
  }

  /** The adjoint of continuing the ends. */
  private NDArray cut(NDArray g) {
    if (edge == 0) {
      return g;
    }
    NDArray before = part(g, 0, edge);
    NDArray after = part(g, edge + samples, extended);
    NDArray inner = part(g, edge, edge + samples).duplicate();
    add(inner, 1, edge + 1, before.flip(1).neg());
    add(inner, 0, 1, before.sum(new int[] {1}, true).mul(2));
    add(inner, samples - 1 - edge, samples - 1, after.flip(1).neg());
    add(inner, samples - 1, samples, after.sum(new int[] {1}, true).mul(2));
    return inner;
  }

  /** One pass over the continued signal. */
  private NDArray filtered(NDArray x) {
    NDArray cut = blocks(x);
    NDArray states =
        cut.matMul(into)
            .reshape(x.getShape().get(0), -1)
            .matMul(carried)
            .add(part(x, 0, 1).matMul(first));
    NDArray own = cut.matMul(through);
    return whole(own.add(states.reshape(own.getShape().get(0), blocks, -1).matMul(out)));
  }

  /** The adjoint of a pass. */
  private NDArray adjoint(NDArray g) {
    NDArray cut = blocks(g);
    NDArray states = cut.matMul(outBack).reshape(g.getShape().get(0), -1);
    NDArray added = states.matMul(carriedBack);
    NDArray own = cut.matMul(throughBack);
    NDArray x = whole(own.add(added.reshape(own.getShape().get(0), blocks, -1).matMul(intoBack)));
    add(x, 0, 1, states.matMul(firstBack));
    return x;
  }

  private NDArray blocks(NDArray x) {
    return x.pad(new Shape(0, (long) blocks * block - extended), 0).reshape(-1, blocks, block);
  }

  private NDArray whole(NDArray cut) {
    return part(cut.reshape(-1, (long) blocks * block), 0, extended);
  }

  private static NDArray part(NDArray x, long from, long to) {
    return x.get(Arrays.range(1, from, to, 1));
  }

  private static void add(NDArray x, long from, long to, NDArray values) {
    NDIndex index = Arrays.range(1, from, to, 1);
    x.get(index).addi(values);
  }
}
