package org.ecglens.net.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ecglens.graph.Operation;

/**
 * {@link Operation.Gather}. Its adjoint adds what each element was taken for; elements taken r
 * times are collected in r rounds, each of them again a gather, from a cotangent with a zero
 * appended for elements that a round does not take.
 */
final class GatherKernel implements Kernel {
  private final int axis;
  private final NDArray indices;
  private final List<NDArray> rounds;

  GatherKernel(Operation.Gather operation, int length, NDManager manager) {
    axis = operation.axis();
    long[] taken = operation.indices().stream().mapToLong(Integer::longValue).toArray();
    indices = manager.create(taken);
    List<long[]> inverses = new ArrayList<>();
    int[] used = new int[length];
    for (int position = 0; position < taken.length; position++) {
      int element = (int) taken[position];
      if (used[element] == inverses.size()) {
        long[] inverse = new long[length];
        Arrays.fill(inverse, taken.length);
        inverses.add(inverse);
      }
      inverses.get(used[element]++)[element] = position;
    }
    rounds = inverses.stream().map(manager::create).toList();
  }

  @Override
  public NDArray forward(NDList inputs) {
    return take(inputs.get(0), indices);
  }

  @Override
  public NDArray[] gradient(NDList inputs, NDArray output, NDArray cotangent, BackwardRule rule) {
    long[] one = cotangent.getShape().getShape().clone();
    one[axis] = 1;
    NDArray zero = cotangent.getManager().zeros(new ai.djl.ndarray.types.Shape(one));
    NDArray extended = NDArrays.concat(new NDList(cotangent, zero), axis);
    NDArray sum = take(extended, rounds.get(0));
    for (NDArray round : rounds.subList(1, rounds.size())) {
      sum.addi(take(extended, round));
    }
    return new NDArray[] {sum};
  }

  private NDArray take(NDArray x, NDArray positions) {
    return x.get(new NDIndex(":,".repeat(axis) + "{}", positions));
  }
}
