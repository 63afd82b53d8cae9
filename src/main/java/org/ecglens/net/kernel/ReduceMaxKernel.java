package org.ecglens.net.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import org.ecglens.graph.Operation;

/**
 * {@link Operation.ReduceMax}: a max pool with one window, with the rules of {@link MaxPoolKernel}.
 */
final class ReduceMaxKernel implements Kernel {
  private final int[] axes;
  private final boolean keepDims;

  ReduceMaxKernel(Operation.ReduceMax operation) {
    axes = operation.axes().stream().mapToInt(Integer::intValue).toArray();
    keepDims = operation.keepDims();
  }

  @Override
  public NDArray forward(NDList inputs) {
    return Arrays.max(inputs.get(0), axes, keepDims);
  }

  @Override
  public NDArray[] gradient(NDList inputs, NDArray output, NDArray cotangent, BackwardRule rule) {
    NDArray x = inputs.get(0);
    return new NDArray[] {keep(cotangent, x).mul(first(x, keep(output, x)))};
  }

  @Override
  public NDArray[] rescale(
      NDList inputs,
      NDArray output,
      NDList referenceInputs,
      NDArray referenceOutput,
      NDArray cotangent) {
    NDArray x = inputs.get(0);
    NDArray reference = referenceInputs.get(0);
    NDArray y = keep(output, x);
    NDArray referenceY = keep(referenceOutput, reference);
    NDArray g = keep(cotangent, x);
    NDArray threshold = referenceY.sub(ReferenceTies.width(reference, ReferenceTies.TOLERANCE));
    NDArray maximum = NDArrays.maximum(y, referenceY);
    NDArray winner = first(x, y);
    NDArray contributions =
        g.mul(maximum.sub(referenceY))
            .mul(winner)
            .add(g.mul(y.sub(maximum)).mul(first(reference, threshold)));
    NDArray difference = x.sub(reference);
    NDArray equal = difference.abs().lt(Rescale.EQUAL);
    return new NDArray[] {
      NDArrays.where(equal, g.mul(winner), Rescale.quotient(contributions, difference, equal))
    };
  }

  /**
   * 1 at the first value of each window, in row-major order, that reaches the threshold; 0
   * elsewhere.
   */
  private NDArray first(NDArray x, NDArray threshold) {
    Shape shape = x.getShape();
    NDArray reached = Arrays.indicator(x.gte(threshold));
    NDArray last = reached;
    int[] moves = moves();
    for (int move : moves) {
      last = Arrays.toLast(last, move);
    }
    Shape permuted = last.getShape();
    long[] flat = new long[shape.dimension() - axes.length + 1];
    long window = 1;
    for (int i = 0; i < shape.dimension(); i++) {
      if (i < flat.length - 1) {
        flat[i] = permuted.get(i);
      } else {
        window *= permuted.get(i);
      }
    }
    flat[flat.length - 1] = window;
    NDArray rows = last.reshape(new Shape(flat));
    NDArray only = rows.mul(Arrays.indicator(rows.cumSum(flat.length - 1).lte(1)));
    NDArray result = only.reshape(permuted);
    for (int i = moves.length - 1; i >= 0; i--) {
      result = Arrays.fromLast(result, moves[i]);
    }
    return result;
  }

  /** Axes to move to the end, one after the other, so that they end up there in their order. */
  private int[] moves() {
    int[] moves = new int[axes.length];
    for (int i = 0; i < axes.length; i++) {
      moves[i] = axes[i] - i;
    }
    return moves;
  }

  private NDArray keep(NDArray reduced, NDArray x) {
    long[] kept = x.getShape().getShape().clone();
    for (int axis : axes) {
      kept[axis] = 1;
    }
    kept[0] = reduced.getShape().get(0);
    return reduced.reshape(new Shape(kept));
  }
}
