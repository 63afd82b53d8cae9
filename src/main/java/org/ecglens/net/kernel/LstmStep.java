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
    Lstm x = (Lstm) trace;
    Lstm r = (Lstm) reference;
    NDArray h = after.hidden();
    NDArray toOutput = h.mul(factor(x.memory(), r == null ? null : r.memory()));
    NDArray fromHidden =
        x.memory()
            .backward(
                Function.TANH,
                r == null ? null : r.memory(),
                h.mul(factor(x.output(), r == null ? null : r.output())),
                rule);
    NDArray c = after.memory() == null ? fromHidden : after.memory().add(fromHidden);
    NDArray toForget = c.mul(Gate.factor(x.before(), r == null ? null : r.before()));
    NDArray toInput = c.mul(factor(x.candidate(), r == null ? null : r.candidate()));
    NDArray toCandidate = c.mul(factor(x.input(), r == null ? null : r.input()));
    NDArray gates =
        NDArrays.concat(
            new NDList(
                x.input().backward(Function.SIGMOID, r == null ? null : r.input(), toInput, rule),
                x.output()
                    .backward(Function.SIGMOID, r == null ? null : r.output(), toOutput, rule),
                x.forget()
                    .backward(Function.SIGMOID, r == null ? null : r.forget(), toForget, rule),
                x.candidate()
                    .backward(Function.TANH, r == null ? null : r.candidate(), toCandidate, rule)),
            1);
    return new Back(
        gates,
        new State(
            weights.adjoint(gates), c.mul(factor(x.forget(), r == null ? null : r.forget()))));
  }

  private static NDArray factor(Gate gate, Gate reference) {
    return Gate.factor(gate.after(), reference == null ? null : reference.after());
  }
}
