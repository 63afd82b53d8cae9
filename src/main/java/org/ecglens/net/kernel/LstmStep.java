package org.ecglens.net.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import org.ecglens.graph.Function;

/** {@link org.ecglens.graph.RecurrentCell#LSTM}: c = f·c + i·g, h = o·tanh(c). */
final class LstmStep implements RecurrentStep {
  private final RecurrentWeights weights;
  private final long size;

  LstmStep(RecurrentWeights weights, long size) {
    this.weights = weights;
    this.size = size;
  }

  /**
   * A step that was taken.
   *
   * @param memory the new memory and its tanh
   * @param before the memory before
   */
  private record Lstm(
      Gate input, Gate output, Gate forget, Gate candidate, Gate memory, NDArray before, State next)
      implements Trace {}

  @Override
  public Trace forward(NDArray gates, State before) {
    NDArray all = gates.add(weights.product(before.hidden()));
    Gate input = Gate.of(Function.SIGMOID, Gate.slice(all, 0, 1, size));
    Gate output = Gate.of(Function.SIGMOID, Gate.slice(all, 1, 2, size));
    Gate forget = Gate.of(Function.SIGMOID, Gate.slice(all, 2, 3, size));
    Gate candidate = Gate.of(Function.TANH, Gate.slice(all, 3, 4, size));
    Gate memory =
        Gate.of(
            Function.TANH,
            forget.after().mul(before.memory()).add(input.after().mul(candidate.after())));
    State next = new State(output.after().mul(memory.after()), memory.before());
    return new Lstm(input, output, forget, candidate, memory, before.memory(), next);
  }

  @Override
  public Back backward(Trace trace, Trace reference, State after, BackwardRule rule) {
    TracePair<Lstm> pair = new TracePair<>((Lstm) trace, (Lstm) reference);
    NDArray h = after.hidden();
    NDArray fromHidden =
        pair.backward(Lstm::memory, Function.TANH, h.mul(pair.gate(Lstm::output)), rule);
    NDArray c = after.memory() == null ? fromHidden : after.memory().add(fromHidden);
    NDArray toInput = c.mul(pair.gate(Lstm::candidate));
    NDArray toOutput = h.mul(pair.gate(Lstm::memory));
    NDArray toForget = c.mul(pair.factor(Lstm::before));
    NDArray toCandidate = c.mul(pair.gate(Lstm::input));
    NDArray gates =
        NDArrays.concat(
            new NDList(
                pair.backward(Lstm::input, Function.SIGMOID, toInput, rule),
                pair.backward(Lstm::output, Function.SIGMOID, toOutput, rule),
                pair.backward(Lstm::forget, Function.SIGMOID, toForget, rule),
                pair.backward(Lstm::candidate, Function.TANH, toCandidate, rule)),
            1);
    return new Back(gates, new State(weights.adjoint(gates), c.mul(pair.gate(Lstm::forget))));
  }
}
