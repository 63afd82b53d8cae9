package org.ecglens.contributing;

import java.util.Map;
import org.ecglens.perturbation.Operator;
import org.ecglens.perturbation.Signal;

/**
 * Brings points nearer to 0.
 *
 * @param factor that points are multiplied by
 */
public record ExampleOperator(double factor) implements Operator {
  private static final long serialVersionUID = 1L;

  /** As {@code --operator} makes it. */
  public ExampleOperator(Map<String, String> options) {
    this(Double.parseDouble(options.getOrDefault("factor", "0.5")));
  }

  @Override
  public String name() {
    return "shrink";
  }

  @Override
  public boolean deterministic() {
    return true;
  }

  @Override
  public Perturber on(Signal signal) {
    return (points, from, to, state, noise) -> {
      for (int i = from; i < to; i++) {
        state[points[i]] *= (float) factor;
      }
    };
  }
}
