package org.ecglens.metric;

import org.apache.commons.math3.stat.StatUtils;
import org.ecglens.perturbation.Order;

/**
 * Mean over steps 0, …, L of the MoRF less the LeRF curve, divided by the largest shift of the
 * record in MoRF, LeRF and random order (after Schulz et al., "Restricting the flow: information
 * bottlenecks for attribution", ICLR 2020, who put the curves of classes between the output of the
 * whole and that of the wholly degraded image). Range [−1, 1]; 0 is a map without information on
 * the order, higher is better. It stands under MoRF.
 *
 * <p>It needs no scale of the target, so a single record has one too. The random order takes part
 * in the divisor: a map whose curves both hardly move is not rewarded for the little by which they
 * differ. None where no order moves the prediction, or one was not computed.
 */
public record DegradationScore() implements Metric {
  private static final long serialVersionUID = 1L;

  @Override
  public String name() {
    return "degradation-score";
  }

  @Override
  public Direction direction() {
    return Direction.HIGHER;
  }

  @Override
  public boolean appliesTo(Order order) {
    return order == Order.MORF;
  }

  @Override
  public ScoreValue score(Evidence evidence) {
    CurveValues own = evidence.own().shift();
    CurveValues lerf = evidence.lerf().shift();
    CurveValues random = evidence.random().shift();
    double largest = 0;
    for (CurveValues curve : new CurveValues[] {own, lerf, random}) {
      if (curve.values() == null) {
        return ScoreValue.none(curve.reason());
      }
      largest = Math.max(largest, StatUtils.max(curve.values()));
    }
    if (largest == 0) {
      return ScoreValue.none("no order moves the prediction");
    }
    return ScoreValue.of((StatUtils.mean(own.values()) - StatUtils.mean(lerf.values())) / largest);
  }
}
