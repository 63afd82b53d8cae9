package org.ecglens.metric;

import org.ecglens.perturbation.Order;

/**
 * Like {@link Aopc} against the label: 1/(L+1) · Σ_{k=0..L} |y − f(x_k)| in units of the target's
 * interquartile range. Range [0, ∞); in MoRF order higher is better. None for a record without the
 * label.
 */
public record AopcLabel() implements Metric {
  private static final long serialVersionUID = 1L;

  @Override
  public String name() {
    return "aopc-label";
  }

  @Override
  public Direction direction() {
    return Direction.HIGHER;
  }

  @Override
  public boolean appliesTo(Order order) {
    return true;
  }

  @Override
  public ScoreValue score(Evidence evidence) {
    return Aopc.mean(evidence.own().labelCurve());
  }
}
