package org.ecglens.attribution;

import java.io.Serializable;
import org.ecglens.graph.Graph;

/**
 * A way to say which points of a record a network's output rests on. One immutable class per
 * method; its constants are its constructor's arguments, and {@link Methods} builds it from a name,
 * a preset and options. A user's own class has a public constructor that takes its options as a
 * map, or one that takes nothing.
 */
public interface AttributionMethod extends Serializable {

  /**
   * Name as on the command line, for example {@code integrated-gradients}; of a user's own method
   * that of its class.
   */
  default String name() {
    return getClass().getName();
  }

  /**
   * Whether the map is a product with the input, or with its difference to a baseline: then two
   * maps of a record are alike in size where the record is large, whatever the network.
   */
  default boolean multipliesByInput() {
    return false;
  }

  /**
   * Whether {@link Attribution#delta}, where its maps have one, is a fault; if not, it is what the
   * method leaves out by definition.
   */
  default boolean promisesSum() {
    return true;
  }

  /**
   * Checks that it can explain a network.
   *
   * @throws org.ecglens.error.UserException if it cannot
   */
  default void check(Graph graph) {}

  /**
   * Explains a batch.
   *
   * @param batch records and network; gradients that several methods need are computed there once
   * @return {@code [record][target]}
   */
  Attribution[][] attribute(ExplainableBatch batch);
}
