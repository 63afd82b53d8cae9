package org.ecglens.metric;

import java.io.Serializable;
import org.ecglens.perturbation.Order;

/** A score of one record, target, method and order. One immutable class per metric. */
public interface Metric extends Serializable {

  /** Which way is better, for curves in MoRF order. */
  enum Direction {
    /** The larger the better. */
    HIGHER,
    /** The smaller the better. */
    LOWER
  }

  /** Name as in tables, for example {@code aopc}. */
  String name();

  /** Which way is better in MoRF order; in LeRF order it is the other way round. */
  Direction direction();

  /** Whether there is such a score for an order. */
  boolean appliesTo(Order order);

  /** The score, or why there is none. */
  ScoreValue score(Evidence evidence);
}
