package org.ecglens.net.kernel;

import java.io.Serializable;

/**
 * How layer-wise relevance propagation shares the relevance R_j of a weighted layer's output z_j =
 * Σ x_i·w_ij + b_j out among its inputs x_i. Biases take their share, which is lost.
 */
public sealed interface LayerRule extends Serializable {

  /**
   * R_i = Σ_j x_i·w_ij / (z_j ± ε) · R_j: Bach et al., "On pixel-wise explanations for non-linear
   * classifier decisions by layer-wise relevance propagation", 2015.
   *
   * @param epsilon ε, above 0
   */
  record Epsilon(double epsilon) implements LayerRule {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Positive contributions to positive outputs, and negative ones to negative outputs, count 1 + γ
   * times: Montavon et al., "Layer-wise relevance propagation: an overview", 2019; for inputs of
   * either sign Andéol et al., "Learning domain invariant representations by joint Wasserstein
   * distance minimization", 2021.
   *
   * @param gamma γ, at least 0
   */
  record Gamma(double gamma) implements LayerRule {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Positive contributions share α·R_j and negative ones (1 − α)·R_j: Bach et al. 2015. With α = 1,
   * the z⁺ rule, negative ones have no share.
   *
   * @param alpha α, at least 1
   */
  record AlphaBeta(double alpha) implements LayerRule {
    private static final long serialVersionUID = 1L;
  }

  /** All inputs share alike: Lapuschkin et al., "Unmasking Clever Hans predictors", 2019. */
  record Flat() implements LayerRule {
    private static final long serialVersionUID = 1L;
  }
}
