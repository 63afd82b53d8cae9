package org.ecglens.metric;

import org.ecglens.perturbation.Order;

/**
 * Area between the perturbation curves: mean over steps 0, …, L of the MoRF less the LeRF curve, in
 * units of the target's interquartile range. Range (−∞, ∞); 0 is a map without information on the
 * order, higher is better. It stands under MoRF. A random order's own value is 0 on average,
 * whichever way it is read, so there is nothing to take off.
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
  public ScoreValue score(Evidence evidence) {
    return Aopc.mean(evidence.own().curve()).minus(Aopc.mean(evidence.lerf().curve()));
  }
}
