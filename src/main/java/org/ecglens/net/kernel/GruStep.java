package org.ecglens.net.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import org.ecglens.graph.Function;

/**
 * {@link org.ecglens.graph.RecurrentCell#GRU}: h = (1 − u)·n + u·h, with the reset gate before or
 * behind the product of the candidate.
 */
final class GruStep implements RecurrentStep {
  private final RecurrentWeights gates;
  private final RecurrentWeights candidate;
  private final long size;
  private final boolean resetAfter;

  /**
   * A step.
   *
   * @param gates of update and reset
   * @param candidate of the candidate
   * @param size of the state
   */
  GruStep(RecurrentWeights gates, RecurrentWeights candidate, long size, boolean resetAfter) {
    this.gates = gates;
    this.candidate = candidate;
    this.size = size;
    this.resetAfter = resetAfter;
  }

  /**
   * A step that was taken.
   *
   * @param before the state before
   * @param reset what the reset gate is multiplied by
   */
  private record Gru(
      Gate update, Gate gate, Gate candidate, NDArray before, NDArray reset, State next)
      implements Trace {}

  @Override
  public Trace forward(NDArray inputs, State before) {
    NDArray h = before.hidden();
    NDArray both = Gate.slice(inputs, 0, 2, size).add(gates.product(h));
    Gate update = Gate.of(Function.SIGMOID, Gate.slice(both, 0, 1, size));
    Gate gate = Gate.of(Function.SIGMOID, Gate.slice(both, 1, 2, size));
    NDArray reset = resetAfter ? candidate.product(h) : h;
    NDArray part =
        resetAfter ? gate.after().mul(reset) : candidate.product(gate.after().mul(reset));
    Gate n = Gate.of(Function.TANH, Gate.slice(inputs, 2, 3, size).add(part));
    NDArray next = n.after().add(update.after().mul(h.sub(n.after())));
    return new Gru(update, gate, n, h, reset, new State(next, null));
  }

  @Override
  public Back backward(Trace trace, Trace reference, State after, BackwardRule rule) {
    Gru x = (Gru) trace;
    Gru r = (Gru) reference;
    NDArray h = after.hidden();
    NDArray u = factor(x.update(), r == null ? null : r.update());
    NDArray before = Gate.factor(x.before(), r == null ? null : r.before());
    NDArray n = factor(x.candidate(), r == null ? null : r.candidate());
    NDArray toCandidate =
        x.candidate()
            .backward(Function.TANH, r == null ? null : r.candidate(), h.mul(u.neg().add(1)), rule);
    NDArray toPart = resetAfter ? toCandidate : candidate.adjoint(toCandidate);
    NDArray toReset = toPart.mul(Gate.factor(x.reset(), r == null ? null : r.reset()));
    NDArray beside = toPart.mul(factor(x.gate(), r == null ? null : r.gate()));
    NDArray both =
        NDArrays.concat(
            new NDList(
                x.update()
                    .backward(
                        Function.SIGMOID,
                        r == null ? null : r.update(),
                        h.mul(before.sub(n)),
                        rule),
                x.gate().backward(Function.SIGMOID, r == null ? null : r.gate(), toReset, rule)),
            1);
    NDArray state =
        h.mul(u).add(resetAfter ? candidate.adjoint(beside) : beside).add(gates.adjoint(both));
    return new Back(NDArrays.concat(new NDList(both, toCandidate), 1), new State(state, null));
  }

  private static NDArray factor(Gate gate, Gate reference) {
    return Gate.factor(gate.after(), reference == null ? null : reference.after());
  }
}
