package org.ecglens.graph;

import org.apache.commons.math3.special.Erf;

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
  LESS_OR_EQUAL;

  /** The value at x, in double precision; NaN where the function has none. */
  public double at(double x, double a, double b) {
    return switch (this) {
      case RELU -> Math.max(x, 0);
      case LEAKY_RELU -> x >= 0 ? x : a * x;
      case ELU -> x >= 0 ? x : a * Math.expm1(x);
      case SELU -> b * (x > 0 ? x : a * Math.expm1(x));
      case CELU -> Math.max(0, x) + Math.min(0, a * Math.expm1(x / a));
      case GELU -> x * (1 + Erf.erf(x / Math.sqrt(2))) / 2;
      case GELU_TANH ->
          x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x))) / 2;
      case SIGMOID -> sigmoid(x);
      case HARD_SIGMOID -> Math.max(0, Math.min(1, a * x + b));
      case HARD_SWISH -> x * Math.max(0, Math.min(1, x / 6 + 0.5));
      case TANH -> Math.tanh(x);
      case SOFTPLUS -> softplus(x);
      case SOFTSIGN -> x / (1 + Math.abs(x));
      case MISH -> x * Math.tanh(softplus(x));
      case SWISH -> x * sigmoid(a * x);
      case THRESHOLDED_RELU -> x > a ? x : 0;
      case ERF -> Erf.erf(x);
      case CLIP -> Math.min(Math.max(x, a), b);
      case POW -> Math.pow(x, a);
      case SQRT -> Math.sqrt(x);
      case EXP -> Math.exp(x);
      case LOG -> Math.log(x);
      case LOG1P -> Math.log1p(x);
      case RECIPROCAL -> 1 / x;
      case ABS -> Math.abs(x);
      case SIN -> Math.sin(x);
      case COS -> Math.cos(x);
      case GREATER -> x > a ? 1 : 0;
      case GREATER_OR_EQUAL -> x >= a ? 1 : 0;
      case LESS -> x < a ? 1 : 0;
      case LESS_OR_EQUAL -> x <= a ? 1 : 0;
    };
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }
}
