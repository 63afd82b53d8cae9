package org.ecglens.metric;

import org.ecglens.perturbation.Order;

/**
 * {@link Aopc} less that of the random order of the same record. Range (−∞, ∞); 0 is no better than
 * chance; in MoRF order higher is better.
 */
public record AopcOverRandom() implements Metric {
  private static final long serialVersionUID = 1L;

  @Override
  public String name() {
    return "aopc-over-random";
  }

  @Override
  public Direction direction() {
    return Direction.HIGHER;
  }

  @Override
  public boolean appliesTo(Order order) {
    return order != Order.RANDOM;
  }

  @Override
  public Outcome score(Evidence evidence) {
    return Abpc.difference(evidence.curve(), evidence.random());
  }
}
