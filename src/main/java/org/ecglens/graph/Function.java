package org.ecglens.graph;

/**
 * Elementwise function of one activation; {@code a} and {@code b} are its parameters in {@link
 * Operation.Elementwise}. Definitions follow the ONNX operator of the same name. {@link #RELU}
 * alone is what deconvolution and guided backprop change.
 */
public enum Function {
  /** max(x, 0); derivative 0 at 0. */
  RELU,
  /** x for x ≥ 0, a·x below. */
  LEAKY_RELU,
  /** x for x ≥ 0, a·(eˣ − 1) below. */
  ELU,
  /** b·x for x > 0, b·a·(eˣ − 1) otherwise. */
  SELU,
  /** max(0, x) + min(0, a·(e^(x/a) − 1)). */
  CELU,
  /** x·Φ(x), with the exact error function. */
  GELU,
  /** x·Φ(x) with the tanh approximation. */
  GELU_TANH,
  /** 1 / (1 + e⁻ˣ). */
  SIGMOID,
  /** max(0, min(1, a·x + b)). */
  HARD_SIGMOID,
  /** x·max(0, min(1, x/6 + 1/2)). */
  HARD_SWISH,
  /** tanh x. */
  TANH,
  /** ln(1 + eˣ). */
  SOFTPLUS,
  /** x / (1 + |x|). */
  SOFTSIGN,
  /** x·tanh(ln(1 + eˣ)). */
  MISH,
  /** x·σ(a·x). */
  SWISH,
  /** x for x > a, 0 otherwise. */
  THRESHOLDED_RELU,
  /** Error function. */
  ERF,
  /** min(max(x, a), b); a or b may be infinite. */
  CLIP,
  /** x^a. */
  POW,
  /** √x. */
  SQRT,
  /** eˣ. */
  EXP,
  /** ln x. */
  LOG,
  /** ln(1 + x). */
  LOG1P,
  /** 1 / x. */
  RECIPROCAL,
  /** |x|; derivative 0 at 0. */
  ABS,
  /** sin x. */
  SIN,
  /** cos x. */
  COS,
  /** 1 where {@code x > a}, else 0; derivative 0. */
  GREATER,
  /** 1 where x ≥ a, else 0; derivative 0. */
  GREATER_OR_EQUAL,
  /** 1 where {@code x < a}, else 0; derivative 0. */
  LESS,
  /** 1 where x ≤ a, else 0; derivative 0. */
  LESS_OR_EQUAL
}
