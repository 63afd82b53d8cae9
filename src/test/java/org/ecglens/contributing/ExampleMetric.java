package org.ecglens.contributing;

import org.ecglens.metric.CurveValues;
import org.ecglens.metric.Evidence;
import org.ecglens.metric.Metric;
import org.ecglens.metric.ScoreValue;
import org.ecglens.perturbation.Order;

/** Value of the curve at its last step. Range [0, ∞); in MoRF order higher is better. */
public record ExampleMetric() implements Metric {
  private static final long serialVersionUID = 1L;

  @Override
  public String name() {
    return "last-step";
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
    CurveValues curve = evidence.own().curve();
    return curve.values() == null
        ? ScoreValue.none(curve.reason())
        : ScoreValue.of(curve.values()[curve.lastStep()]);
  }
}
