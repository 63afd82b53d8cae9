package org.ecglens.net.kernel;

import ai.djl.ndarray.NDArray;

/**
 * The arithmetic of a recurrent layer's step for records, {@code [batch, …]}. Going back it takes
 * derivatives, or for DeepLIFT secants and averages of factors where there is a reference.
 */
interface RecurrentStep {

  /**
   * What a step hands on.
   *
   * @param hidden {@code [batch, hidden]}
   * @param memory of an LSTM; null of other cells
   */
  record State(NDArray hidden, NDArray memory) {}

  /** What a step has computed; going back needs it. */
  interface Trace {
    /** The state after the step. */
    State next();
  }

  /**
   * What goes back through a step.
   *
   * @param gates to what the layer's input added to the gates
   * @param state to the state before the step
   */
  record Back(NDArray gates, State state) {}

  /** Takes a step. */
  Trace forward(NDArray gates, State before);

  /**
   * Takes cotangents back.
   *
   * @param trace of the records
   * @param reference of the reference; null for derivatives
   * @param after cotangents of the state after the step; of the memory null where nothing came
   * @param rule what happens at a ReLU
   */
  Back backward(Trace trace, Trace reference, State after, BackwardRule rule);
}
