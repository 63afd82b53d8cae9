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
    TracePair<Gru> pair = new TracePair<>((Gru) trace, (Gru) reference);
    NDArray h = after.hidden();
    NDArray u = pair.gate(Gru::update);
    NDArray toUpdate = h.mul(pair.factor(Gru::before).sub(pair.gate(Gru::candidate)));
    NDArray toCandidate = pair.backward(Gru::candidate, Function.TANH, h.mul(u.neg().add(1)), rule);
    NDArray toPart = resetAfter ? toCandidate : candidate.adjoint(toCandidate);
    NDArray toReset = toPart.mul(pair.factor(Gru::reset));
    NDArray beside = toPart.mul(pair.gate(Gru::gate));
    NDArray both =
        NDArrays.concat(
            new NDList(
                pair.backward(Gru::update, Function.SIGMOID, toUpdate, rule),
                pair.backward(Gru::gate, Function.SIGMOID, toReset, rule)),
            1);
    NDArray state =
        h.mul(u).add(resetAfter ? candidate.adjoint(beside) : beside).add(gates.adjoint(both));
    return new Back(NDArrays.concat(new NDList(both, toCandidate), 1), new State(state, null));
  }
}
