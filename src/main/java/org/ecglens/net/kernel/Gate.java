package org.ecglens.net.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Activation;
import org.ecglens.graph.Function;

/**
 * A gate before and after its function.
 *
 * @param before what comes in
 * @param after what goes out
 */
record Gate(NDArray before, NDArray after) {

  static Gate of(Function function, NDArray before) {
    return new Gate(before, new Elementwise(function, 0, 0).value(before));
  }

  /** Takes a cotangent back; by the secant where there is a reference. */
  NDArray backward(Function function, Gate reference, NDArray cotangent, BackwardRule rule) {
    Elementwise elementwise = new Elementwise(function, 0, 0);
    if (reference != null) {
      return cotangent.mul(
          elementwise.secant(before, after, reference.before(), reference.after()));
    }
    boolean relu = function == Function.RELU && rule != BackwardRule.GRADIENT;
    NDArray passed = relu ? Activation.relu(cotangent) : cotangent;
    return relu && rule == BackwardRule.DECONVOLUTION
        ? passed
        : passed.mul(elementwise.derivative(before, after));
  }

  /** Some of the gates of a step. */
  static NDArray slice(NDArray gates, int from, int to, long hidden) {
    return gates.get(Arrays.range(1, from * hidden, to * hidden, 1));
  }

  /** An own copy of a state for each record. */
  static NDArray repeated(NDArray state, NDManager manager, long batch) {
    NDArray zeros = manager.zeros(new ai.djl.ndarray.types.Shape(batch, state.size()));
    return zeros.add(state);
  }
}
