package org.ecglens.perturbation;

/**
 * Replaces points by the straight line between the unperturbed neighbours of their gap in the lead;
 * as a gap grows, all of it follows the new line. No jump tells a network where points are missing.
 */
public record LinearInterpolation() implements Operator {
  private static final long serialVersionUID = 1L;

  @Override
  public String name() {
    return "linear-interpolation";
  }

  @Override
  public boolean deterministic() {
    return true;
  }

  @Override
  public Perturber on(Signal signal) {
    return Gaps.fill(signal, 0);
  }
}
