package org.ecglens.net.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import org.ecglens.graph.Tensor;

/** The matrix by which a recurrent layer's state enters some of its gates, and its bias. */
final class RecurrentWeights {
  private final NDArray matrix;
  private final NDArray transposed;
  private final NDArray bias;

  /**
   * The rows of some gates.
   *
   * @param weight {@code [gates · hidden, hidden]}
   * @param bias {@code [gates · hidden]} or null
   * @param from first gate
   * @param to first gate that is not among them
   */
  RecurrentWeights(Tensor weight, Tensor bias, int from, int to, NDManager manager) {
    int hidden = weight.dim(1);
    int rows = (to - from) * hidden;
    matrix =
        manager.create(
            Arrays.copyOfRange(weight.toArray(), from * hidden * hidden, to * hidden * hidden),
            new ai.djl.ndarray.types.Shape(rows, hidden));
    transposed = matrix.transpose();
    this.bias =
        bias == null
            ? null
            : manager.create(Arrays.copyOfRange(bias.toArray(), from * hidden, to * hidden));
  }

  /** Rh + b. */
  NDArray product(NDArray state) {
    NDArray product = state.matMul(transposed);
    return bias == null ? product : product.add(bias);
  }

  /** Of cotangents of the gates, those of the state. */
  NDArray adjoint(NDArray gates) {
    return gates.matMul(matrix);
  }
}
