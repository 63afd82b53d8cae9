package org.ecglens.net.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/**
 * The flat rule of a weighted layer: all inputs of an output share its relevance alike.
 *
 * @param ones the layer with weights 1 and no bias
 */
record FlatRelevance(Kernel ones) implements RelevanceKernel {

  @Override
  public NDArray[] back(NDList inputs, NDArray output, NDArray relevance) {
    NDArray x = inputs.get(0);
    // How many inputs an output has is the same in all records.
    long[] one = x.getShape().getShape().clone();
    one[0] = 1;
    NDArray counts =
        ones.forward(new NDList(x.getManager().ones(new Shape(one), DataType.FLOAT32)));
    NDArray shares =
        relevance.div(ProportionalRelevance.stable(counts, ProportionalRelevance.STABILIZER));
    return ones.gradient(inputs, output, shares, BackwardRule.GRADIENT);
  }
}
