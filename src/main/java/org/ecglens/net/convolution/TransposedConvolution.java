package org.ecglens.net.convolution;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.ecglens.graph.Operation;
import org.ecglens.graph.Tensor;

/**
 * Transposed convolution: the backward pass of a {@link DirectConvolution} between the output's and
 * the input's shape, plus a bias.
 */
public final class TransposedConvolution implements ConvolutionKernel {
  private final DirectConvolution adjoint;
  private final NDArray bias;

  /**
   * Prepares the weights.
   *
   * @param operation what is computed
   * @param input shape of one row, {@code [in, spatial...]}
   * @param manager owner of the weights
   */
  public TransposedConvolution(
      Operation.TransposedConvolution operation, org.ecglens.graph.Shape input, NDManager manager) {
    List<Integer> outer = new ArrayList<>();
    outer.add(operation.weight().dim(1) * operation.groups());
    for (int axis = 0; axis < operation.strides().size(); axis++) {
      int reach = operation.dilations().get(axis) * (operation.weight().dim(axis + 2) - 1);
      outer.add(
          (input.dim(axis + 2) - 1) * operation.strides().get(axis)
              + reach
              + 1
              - operation.padsBegin().get(axis)
              - operation.padsEnd().get(axis));
    }
    adjoint =
        new DirectConvolution(
            new Operation.Convolution(
                operation.weight(),
                null,
                operation.strides(),
                operation.padsBegin(),
                operation.padsEnd(),
                operation.dilations(),
                operation.groups()),
            org.ecglens.graph.Shape.of(outer),
            manager);
    bias = operation.bias() == null ? null : broadcastBias(operation.bias(), manager, outer.size());
  }

  @Override
  public NDArray forward(NDArray x) {
    NDArray result = adjoint.backward(x);
    return bias == null ? result : result.addi(bias);
  }

  @Override
  public NDArray backward(NDArray gradient) {
    return adjoint.forward(gradient);
  }

  private static NDArray broadcastBias(Tensor bias, NDManager manager, int rank) {
    long[] dims = new long[rank];
    java.util.Arrays.fill(dims, 1);
    dims[0] = bias.size();
    return manager.create(bias.toArray(), new Shape(dims));
  }
}
