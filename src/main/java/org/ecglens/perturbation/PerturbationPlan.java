package org.ecglens.perturbation;

import java.io.Serializable;
import java.util.List;
import org.ecglens.error.UserException;

/**
 * How records are perturbed.
 *
 * @param mode paper or corrected
 * @param operator what is done to a point
 * @param orders those of the mode, or some of them
 * @param iterations steps a curve has at most; a record with fewer features ends earlier
 * @param shape points or windows, the features that are ranked and perturbed
 * @param step features perturbed in each step
 * @param repeats noise draws; 1 in paper mode
 * @param seed of the run
 */
public record PerturbationPlan(
    Mode mode,
    Operator operator,
    List<Order> orders,
    int iterations,
    FeatureShape shape,
    StepSize step,
    int repeats,
    long seed)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * Checks that the parts fit.
   *
   * @throws UserException if they do not
   */
  public PerturbationPlan {
    orders = List.copyOf(orders);
    if (orders.isEmpty()) {
      throw new UserException("No perturbation order is given: name at least one.");
    }
    for (Order order : orders) {
      if (!mode.orders().contains(order)) {
        throw new UserException(
            "Order '"
                + order.label()
                + "' does not exist in "
                + mode.label()
                + " mode: use --mode corrected.");
      }
    }
    if (orders.stream().distinct().count() != orders.size()) {
      throw new UserException("A perturbation order is named twice: " + orders + ".");
    }
    if (iterations < 1) {
      throw new UserException("Iterations: " + iterations + "; at least 1 step is needed.");
    }
    if (repeats < 1 || (mode == Mode.PAPER && repeats != 1)) {
      throw new UserException(
          "Repeats: "
              + repeats
              + "; "
              + (mode == Mode.PAPER ? "paper mode has exactly 1." : "at least 1 is needed."));
    }
  }

  /** The mode's defaults with one feature a step, which is a point. */
  public static PerturbationPlan of(Mode mode, Operator operator, long seed) {
    return new PerturbationPlan(
        mode,
        operator,
        mode.orders(),
        mode.iterations(),
        FeatureShape.POINT,
        StepSize.ONE,
        mode.repeats(),
        seed);
  }

  /** The same with other orders. */
  public PerturbationPlan withOrders(List<Order> changed) {
    return new PerturbationPlan(mode, operator, changed, iterations, shape, step, repeats, seed);
  }

  /** The same with another number of steps. */
  public PerturbationPlan withIterations(int changed) {
    return new PerturbationPlan(mode, operator, orders, changed, shape, step, repeats, seed);
  }

  /** The same with other features. */
  public PerturbationPlan withShape(FeatureShape changed) {
    return new PerturbationPlan(mode, operator, orders, iterations, changed, step, repeats, seed);
  }

  /** The same with another number of features a step. */
  public PerturbationPlan withStep(StepSize changed) {
    return new PerturbationPlan(mode, operator, orders, iterations, shape, changed, repeats, seed);
  }

  /** The same with another number of noise draws. */
  public PerturbationPlan withRepeats(int changed) {
    return new PerturbationPlan(mode, operator, orders, iterations, shape, step, changed, seed);
  }

  /** Steps of a record of so many features: all of them are perturbed at most once. */
  public int steps(int features) {
    return Math.min(iterations, (features - 1) / step.in(features) + 1);
  }

  /** Curves of an order: those that would be the same are made once. */
  public int repeats(Order order) {
    return order != Order.RANDOM && operator.deterministic() ? 1 : repeats;
  }

  /**
   * The points that are perturbed in the order {@link Order#MORF}.
   *
   * @param map {@code [lead * samples + sample]}, finite
   */
  public PerturbedPoints mostRelevant(float[] map, Signal signal) {
    int all = shape.count(signal);
    int width = step.in(all);
    int[] ends = new int[steps(all) + 1];
    int count = (int) Math.min(all, (long) width * (ends.length - 1));
    FeatureShape.Ordered ordered =
        shape.ordered(Ranking.mostRelevant(shape.relevance(map, signal), count), signal);
    for (int step = 1; step < ends.length; step++) {
      ends[step] = ordered.start(step * width);
    }
    return new PerturbedPoints(ordered.points(), ends);
  }

  /**
   * The inputs to predict for some records before one network.
   *
   * @param model name of the network in random draws
   * @param methods names of the attribution methods, in the order of the maps
   * @param targets output indexes, in the order of the maps
   * @param records with their maps
   */
  public PerturbationRows rows(
      String model, List<String> methods, int[] targets, List<ExplainedRecord> records) {
    return new PerturbationRows(this, model, methods, targets, records);
  }
}
