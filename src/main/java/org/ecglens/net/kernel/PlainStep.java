package org.ecglens.net.kernel;

import ai.djl.ndarray.NDArray;
import org.ecglens.graph.Function;

/** h = f(z + Rh + b), {@link org.ecglens.graph.RecurrentCell#TANH} and {@code RELU}. */
final class PlainStep implements RecurrentStep {
  private final Function function;
  private final RecurrentWeights weights;

  PlainStep(Function function, RecurrentWeights weights) {
    this.function = function;
    this.weights = weights;
  }

  private record Plain(Gate gate) implements Trace {
    @Override
    public State next() {
      return new State(gate.after(), null);
    }
  }

  @Override
  public Trace forward(NDArray gates, State before) {
    return new Plain(Gate.of(function, gates.add(weights.product(before.hidden()))));
  }

  @Override
  public Back backward(Trace trace, Trace reference, State after, BackwardRule rule) {
    NDArray gates =
        new TracePair<>((Plain) trace, (Plain) reference)
            .backward(Plain::gate, function, after.hidden(), rule);
    return new Back(gates, new State(weights.adjoint(gates), null));
  }
}
