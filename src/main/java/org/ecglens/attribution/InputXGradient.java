package org.ecglens.attribution;

import java.util.List;
import org.ecglens.net.kernel.BackwardRule;

/** x · ∂F/∂x: Shrikumar et al., "Not just a black box", 2016. */
public record InputXGradient() implements RuleMethod {
  static final MethodDefinition DEFINITION =
      new MethodDefinition(
          "input-x-gradient",
          MethodGroup.GRADIENT,
          "input times gradient",
          List.of(),
          settings -> new InputXGradient());

  @Override
  public String name() {
    return DEFINITION.name();
  }

  @Override
  public boolean multipliesByInput() {
    return true;
  }

  @Override
  public BackwardRule rule() {
    return BackwardRule.GRADIENT;
  }

  @Override
  public float point(float g, float x) {
    return x * g;
  }
}
