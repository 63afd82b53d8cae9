package org.ecglens.attribution;

import java.util.List;
import org.ecglens.net.kernel.BackwardRule;

/**
 * Backward pass with relu(g) at each ReLU, whatever the sign of its input: Zeiler and Fergus,
 * "Visualizing and understanding convolutional networks", 2014.
 */
public record Deconvolution() implements RuleMethod {
  static final MethodDefinition DEFINITION =
      new MethodDefinition(
          "deconvolution",
          MethodGroup.GRADIENT,
          "backward pass that keeps only what is positive at each ReLU, whatever its input",
          List.of(),
          settings -> new Deconvolution());

  @Override
  public String name() {
    return DEFINITION.name();
  }

  @Override
  public BackwardRule rule() {
    return BackwardRule.DECONVOLUTION;
  }

  @Override
  public float point(float g, float x) {
    return g;
  }
}
