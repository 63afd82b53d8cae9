package org.ecglens.metric;

import org.ecglens.perturbation.Order;

/**
 * Area between the perturbation curves: mean over steps 0, …, L of the MoRF less the LeRF curve, in
 * units of the target's interquartile range. Range (−∞, ∞); 0 is a map without information on the
 * order, higher is better. It stands under MoRF.
 */
public record Abpc() implements Metric {
  private static final long serialVersionUID = 1L;

  @Override
  public String name() {
    return "abpc";
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
  public Outcome score(Evidence evidence) {
    return difference(evidence.curve(), evidence.lerf());
  }

  /** Mean of the first curve less mean of the second. */
  static Outcome difference(CurveValues curve, CurveValues other) {
    Outcome mean = Aopc.mean(curve);
    Outcome otherMean = Aopc.mean(other);
    if (mean.value() == null || otherMean.value() == null) {
      return mean.value() == null ? mean : otherMean;
    }
    return Outcome.of(mean.value() - otherMean.value());
  }
}
