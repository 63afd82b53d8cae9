package org.ecglens.metric;

import org.ecglens.perturbation.Order;

/**
 * A metric less what it says of the random order of the same record, in the unit of the metric. 0
 * is no better than chance; better is the side on which it is for the metric itself. None where
 * either is missing.
 *
 * @param metric that looks at the curves of one order alone; one that compares orders, such as
 *     {@link Abpc}, is 0 for a random order as it is
 */
public record OverRandom(Metric metric) implements Metric {
  private static final long serialVersionUID = 1L;

  @Override
  public String name() {
    return metric.name() + "-over-random";
  }

  @Override
  public Direction direction() {
    return metric.direction();
  }

  @Override
  public boolean appliesTo(Order order) {
    return order != Order.RANDOM && metric.appliesTo(order);
  }

  @Override
  public ScoreValue score(Evidence evidence) {
    return metric.score(evidence).minus(metric.score(evidence.ofRandom()));
  }
}
