package org.ecglens.metric;

import org.apache.commons.math3.stat.StatUtils;
import org.ecglens.perturbation.Order;

/**
 * Area over the perturbation curve: 1/(L+1) · Σ_{k=0..L} |f(x_0) − f(x_k)| in units of the target's
 * interquartile range (Samek et al., IEEE Trans Neural Netw Learn Syst 2017;28(11):2660–2673, with
 * the absolute change that regression needs). Range [0, ∞); in MoRF order higher is better.
 */
public record Aopc() implements Metric {
  private static final long serialVersionUID = 1L;

  @Override
  public String name() {
    return "aopc";
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
    return mean(evidence.own().curve());
  }

  /** Mean over all steps of a curve. */
  static ScoreValue mean(CurveValues curve) {
    return curve.values() == null
        ? ScoreValue.none(curve.reason())
        : ScoreValue.of(StatUtils.mean(curve.values()));
  }
}
