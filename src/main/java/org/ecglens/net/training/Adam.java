package org.ecglens.net.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;

/**
 * Kingma and Ba, "Adam: a method for stochastic optimization", ICLR 2015, with bias correction as
 * PyTorch computes it: {@code p −= rate / (1 − β₁ᵗ) · m / (√v / √(1 − β₂ᵗ) + ε)}.
 */
final class Adam {
  private static final double BETA_1 = 0.9;
  private static final double BETA_2 = 0.999;
  private static final double EPSILON = 1e-8;

  private final NDArray first;
  private final NDArray second;
  private long steps;

  /**
   * What the optimiser remembers.
   *
   * @param first moving averages of the gradients
   * @param second moving averages of their squares
   * @param steps taken
   */
  @SuppressWarnings("ArrayRecordComponent") // megabytes that are handed on, not changed
  record Moments(float[] first, float[] second, long steps) {
    static Moments none(int size) {
      return new Moments(new float[size], new float[size], 0);
    }
  }

  Adam(Moments moments, NDManager memory, DataType type) {
    first = memory.create(moments.first()).toType(type, true);
    second = memory.create(moments.second()).toType(type, true);
    steps = moments.steps();
  }

  /** Changes the parameters in place. */
  void step(NDArray parameters, NDArray gradient, double rate) {
    steps++;
    double correction = 1 - Math.pow(BETA_1, (double) steps);
    double rootCorrection = Math.sqrt(1 - Math.pow(BETA_2, (double) steps));
    try (NDArray square = gradient.mul(gradient);
        NDArray share = gradient.mul(1 - BETA_1)) {
      first.muli(BETA_1).addi(share);
      square.muli(1 - BETA_2);
      second.muli(BETA_2).addi(square);
    }
    try (NDArray change = first.mul(rate / correction);
        NDArray size = second.sqrt()) {
      change.divi(size.divi(rootCorrection).addi(EPSILON));
      parameters.subi(change);
    }
  }

  Moments moments() {
    try (NDArray m = first.toType(DataType.FLOAT32, true);
        NDArray v = second.toType(DataType.FLOAT32, true)) {
      return new Moments(m.toFloatArray(), v.toFloatArray(), steps);
    }
  }
}
