package org.ecglens.perturbation;

/** Sets points to 0 in the signal's unit. */
public record Zero() implements Operator {
  private static final long serialVersionUID = 1L;

  @Override
  public String name() {
    return "zero";
  }

  @Override
  public boolean deterministic() {
    return true;
  }

  @Override
  public Perturber on(Signal signal) {
    return (points, from, to, state, noise) -> {
      for (int i = from; i < to; i++) {
        state[points[i]] = 0;
      }
    };
  }
}
