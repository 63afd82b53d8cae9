package org.ecglens.attribution;

import java.util.List;
import org.ecglens.net.kernel.BackwardRule;

/**
 * The positive part of the gradient: points where a larger value makes the output larger.
 *
 * @param timesInput whether the gradient is multiplied by the input first
 */
record ExampleMethod(boolean timesInput) implements RuleMethod {
  static final MethodDefinition DEFINITION =
      new MethodDefinition(
          "positive-gradient",
          MethodGroup.GRADIENT,
          "positive part of the gradient",
          List.of(
              MethodOption.of(
                  "times-input", Domain.flag(), "false", "true", "multiply by the input first")),
          settings -> new ExampleMethod(settings.flag("times-input")));

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
    return Math.max(0, timesInput ? x * g : g);
  }
}
