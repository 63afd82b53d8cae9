package org.ecglens.net.kernel;

import ai.djl.ndarray.NDArray;
import java.util.function.Function;

/**
 * A step of the records beside that of the reference.
 *
 * @param own of the records
 * @param reference null for derivatives
 */
record TracePair<T>(T own, T reference) {

  /** What the other factor of a product takes of a cotangent: this value, or its average. */
  NDArray factor(Function<T, NDArray> value) {
    return reference == null
        ? value.apply(own)
        : Rescale.mean(value.apply(own), value.apply(reference));
  }

  /** The same of what a gate gives. */
  NDArray gate(Function<T, Gate> gate) {
    return factor(trace -> gate.apply(trace).after());
  }

  /** Takes a cotangent back through a gate. */
  NDArray backward(
      Function<T, Gate> gate,
      org.ecglens.graph.Function function,
      NDArray cotangent,
      BackwardRule rule) {
    return gate.apply(own)
        .backward(function, reference == null ? null : gate.apply(reference), cotangent, rule);
  }
}
