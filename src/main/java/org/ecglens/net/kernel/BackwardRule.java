package org.ecglens.net.kernel;

/** What a backward pass does at a ReLU. Everything else takes its gradient. */
public enum BackwardRule {
  /** The derivative: {@code g · 1[x > 0]}. */
  GRADIENT,
  /** Zeiler and Fergus 2014: {@code relu(g)}, whatever the sign of x. */
  DECONVOLUTION,
  /** Springenberg et al. 2015: {@code relu(g) · 1[x > 0]}. */
  GUIDED
}
