package org.ecglens.attribution;

import java.util.List;
import org.ecglens.net.kernel.BackwardRule;

/**
 * Backward pass with relu(g) · 1[x > 0] at each ReLU: Springenberg et al., "Striving for
 * simplicity", 2015.
 */
public record GuidedBackprop() implements RuleMethod {
  static final MethodDefinition DEFINITION =
      new MethodDefinition(
          "guided-backprop",
          MethodGroup.GRADIENT,
          "gradient that keeps only what is positive at each ReLU",
          List.of(),
          settings -> new GuidedBackprop());

  @Override
  public String name() {
    return DEFINITION.name();
  }

  @Override
  public BackwardRule rule() {
    return BackwardRule.GUIDED;
  }

  @Override
  public float point(float g, float x) {
    return g;
  }
}
