package org.ecglens.net.kernel;

import java.io.Serializable;

/**
 * Rules of a network's weighted layers.
 *
 * @param first of layers that no other weighted layer precedes
 * @param convolution of all other convolutions
 * @param dense of all other layers that multiply by a constant matrix
 */
public record RelevanceRules(LayerRule first, LayerRule convolution, LayerRule dense)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** One rule for all layers. */
  public static RelevanceRules all(LayerRule rule) {
    return new RelevanceRules(rule, rule, rule);
  }
}
