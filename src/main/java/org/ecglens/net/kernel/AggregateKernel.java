package org.ecglens.net.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.ecglens.graph.Operation;

/** {@link Operation.Aggregate}: a reduction over an axis that is seen in the rows. */
final class AggregateKernel implements Kernel {
  private static final List<Integer> WINDOWS = List.of(1);

  private final Kernel reduction;
  private final int windows;
  private final Shape output;

  /**
   * @param output shape of what comes out
   */
  AggregateKernel(Operation.Aggregate operation, org.ecglens.graph.Shape output) {
    reduction =
        operation.maximum()
            ? new ReduceMaxKernel(new Operation.ReduceMax(WINDOWS, false))
            : new ReduceKernel(new Operation.ReduceMean(WINDOWS, false));
    windows = operation.windows();
    this.output = new Shape(output.rows()).addAll(Arrays.shape(output.dims()));
  }

  @Override
  public NDArray forward(NDList inputs) {
    NDArray reduced = reduction.forward(apart(inputs));
    Shape one = output.slice(1);
    return reduced.reshape(new Shape(reduced.size() / one.size()).addAll(one));
  }

  @Override
  public NDArray[] gradient(NDList inputs, NDArray output, NDArray cotangent, BackwardRule rule) {
    return whole(inputs, reduction.gradient(apart(inputs), flat(output), flat(cotangent), rule));
  }

  @Override
  public NDArray[] rescale(
      NDList inputs,
      NDArray output,
      NDList referenceInputs,
      NDArray referenceOutput,
      NDArray cotangent) {
    return whole(
        inputs,
        reduction.rescale(
            apart(inputs),
            flat(output),
            apart(referenceInputs),
            flat(referenceOutput),
            flat(cotangent)));
  }

  /** {@code [records, windows, values]}. */
  private NDList apart(NDList inputs) {
    return new NDList(inputs.get(0).reshape(-1, windows, output.size()));
  }

  private NDArray flat(NDArray values) {
    return values.reshape(-1, output.size());
  }

  private static NDArray[] whole(NDList inputs, NDArray[] cotangents) {
    return new NDArray[] {cotangents[0].reshape(inputs.get(0).getShape())};
  }
}
