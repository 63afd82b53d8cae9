package org.ecglens.graph;

/**
 * What a step of a recurrent layer computes from its gates and its state, with the gates in ONNX's
 * order.
 */
public enum RecurrentCell {
  /** h = tanh(z + Rh). */
  TANH(1),
  /** h = max(0, z + Rh). */
  RELU(1),
  /**
   * Input, output, forget gate and candidate (Hochreiter and Schmidhuber, Neural Comput 1997;9:1735
   * –80, with forget gates): c = f·c + i·g, h = o·tanh(c).
   */
  LSTM(4),
  /**
   * Update, reset and candidate (Cho et al., EMNLP 2014): n = tanh(z + R(r·h)), h = (1 − u)·n +
   * u·h.
   */
  GRU(3),
  /**
   * The same with the reset behind the product, as cuDNN and PyTorch have it: n = tanh(z + r·Rh).
   */
  GRU_RESET_AFTER(3);

  private final int gates;

  RecurrentCell(int gates) {
    this.gates = gates;
  }

  /** Number of gates, the candidate included. */
  public int gates() {
    return gates;
  }
}
