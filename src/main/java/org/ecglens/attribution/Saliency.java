package org.ecglens.attribution;

import java.util.List;
import org.ecglens.net.kernel.BackwardRule;

/**
 * The gradient ∂F/∂x: Simonyan, Vedaldi and Zisserman, "Deep inside convolutional networks", 2013.
 *
 * @param absolute whether to take its absolute value
 */
public record Saliency(boolean absolute) implements RuleMethod {
  static final MethodDefinition DEFINITION =
      new MethodDefinition(
          "saliency",
          MethodGroup.GRADIENT,
          "gradient of the output with respect to the input",
          List.of(
              MethodOption.of(
                  "absolute", Domain.flag(), "false", "true", "take the absolute value")),
          settings -> new Saliency(settings.flag("absolute")));

  @Override
  public String name() {
    return DEFINITION.name();
  }

  @Override
  public BackwardRule rule() {
    return BackwardRule.GRADIENT;
  }

  @Override
  public float point(float g, float x) {
    return absolute ? Math.abs(g) : g;
  }
}
